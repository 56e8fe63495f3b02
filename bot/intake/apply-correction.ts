import { advance, reopen } from './advance.ts';
import { hasSubstance, placeOf } from './draft.ts';
import { learn, tell } from './learn.ts';
import { findPhone } from './reading/contact.ts';
import { type CorrectedField, type Correction, findCorrection } from './reading/correction.ts';
import { findPlace, placeInReply } from './reading/place.ts';
import { plainText } from './reading/plain-text.ts';
import { findSince } from './reading/time.ts';
import type { StepResult } from './step.ts';
import type { Turn } from './turn.ts';

/** 不是昨天，是前天: what was said is changed, also in the story itself. */
export function takeCorrection(turn: Turn): StepResult | null {
  const { draft, plain, text, context, texts } = turn;
  if (!hasSubstance(draft)) return null;
  const correction = findCorrection(plain, context.placeNames);
  if (!correction) return null;
  const field = correction.field ?? fieldOfOld(turn, correction.old);
  if (!field) {
    const rewritten = rewrite(draft.told, correction.old, correction.now);
    return rewritten
      ? advance(
          learn({ ...reopen(draft), told: rewritten, matter: null }, correction.now, context),
          context,
          texts.corrected,
        )
      : null;
  }
  const before = field === 'place' ? placeOf(draft) : draft[field];
  const now = correctedValue(turn, field, correction.now);
  const told = rewrite(draft.told, correction.old ?? before, now);
  const open = reopen(draft);
  const changed = { ...(told ? { ...open, told } : before === null ? tell(open, text) : open), [field]: now };
  const located = field === 'place' ? { ...changed, location: null } : changed;
  return advance(field === 'phone' ? { ...located, anonymous: false } : located, context, texts.corrected);
}

function fieldOfOld({ draft }: Turn, old: string | null): CorrectedField | null {
  if (!old) return null;
  const fields: CorrectedField[] = ['place', 'since', 'hours', 'phone', 'name', 'who'];
  return (
    fields.find((field) => draft[field]?.includes(old) || (draft[field] && old.includes(draft[field]))) ??
    null
  );
}

/** The new value, as exact as the words allow; a street alone keeps the district that was said before. */
function correctedValue({ draft, context }: Turn, field: CorrectedField, now: Correction['now']): string {
  switch (field) {
    case 'phone':
      return findPhone(now) ?? now;
    case 'since':
      return findSince(now) ?? now;
    case 'place': {
      const place = findPlace(now, context.placeNames) ?? placeInReply(now) ?? now;
      const district = [...context.districtNames].find(
        (name) => draft.place?.startsWith(name) && draft.place !== name && name.length > 2,
      );
      const named = [...context.districtNames].some((name) => place.includes(name));
      return district && !named ? `${district}${place}` : place;
    }
    default:
      return now.replace(/^(?:叫|姓)/, '');
  }
}

/** The story with the old words replaced; null where they are not in it. */
function rewrite(told: readonly string[], old: string | null, now: string): string[] | null {
  if (!old) return null;
  let found = false;
  const changed = told.map((words) => {
    const at = words.includes(old) ? words : plainText(words).includes(old) ? plainText(words) : null;
    if (at === null) return words;
    found = true;
    return at.replace(old, now);
  });
  return found ? changed : null;
}
