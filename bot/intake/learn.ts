import type { Draft } from './draft.ts';
import { findMatter } from './matters.ts';
import { findName, findPhone, wantsSecrecy } from './reading/contact.ts';
import { findPlace } from './reading/place.ts';
import { languageOf, plainText } from './reading/plain-text.ts';
import { findHours, findSince } from './reading/time.ts';
import { findKind } from './reading/tone.ts';
import { findWho, findWish } from './reading/who.ts';
import type { Context } from './step.ts';

/** What a draft keeps of the citizen's words; all of them are kept as messages, too. */
const mostTold = 10_000;

/** Adds the citizen's words; what they say twice counts once. */
export function tell(draft: Draft, text: string): Draft {
  const words = text.trim();
  if (words === '' || draft.told.includes(words)) return draft;
  const room = mostTold - draft.told.join('').length;
  return room > 0 ? { ...draft, told: [...draft.told, words.slice(0, room)] } : draft;
}

/** Takes every fact that the text holds; what is known already stays, but a district grows into an address. */
export function learn(draft: Draft, text: string, context: Context): Draft {
  const words = plainText(text);
  const { placeNames, matters } = context;
  const matter = findMatter(draft.told.map(plainText).join('\n') || words, matters);
  const kind = draft.kind === 'report' ? 'report' : (draft.kind ?? findKind(words));
  return {
    ...draft,
    language: languageOf(text) ?? draft.language,
    matter: matter?.name ?? draft.matter,
    kind,
    place: growPlace(draft.place, findPlace(words, placeNames), context),
    since: draft.since ?? findSince(words),
    hours: exacter(draft.hours, findHours(words)),
    who: draft.who ?? findWho(words),
    wish: draft.wish ?? findWish(words),
    phone: draft.phone ?? findPhone(words),
    name: draft.name ?? findName(words),
    anonymous: draft.anonymous || wantsSecrecy(words),
  };
}

/** 半夜, and then 晚上十点到两点: hours by the clock count more. */
function exacter(known: string | null, found: string | null): string | null {
  const clock = /[\d点:：]/;
  return known && found && !clock.test(known) && clock.test(found) ? found : (known ?? found);
}

/** 沙市区, and then 北京路: one address. */
export function growPlace(known: string | null, found: string | null, context: Context): string | null {
  if (!known || !found) return known ?? found;
  if (found.includes(known)) return found;
  if (!isWide(known, context) || isWide(found, context)) return known;
  return `${known}${/[a-z]$/i.test(known) ? ', ' : ''}${found}`;
}

/** A district or a town's code alone: nobody can be sent there. */
export function isWide(place: string, { districtNames }: Pick<Context, 'districtNames'>): boolean {
  return districtNames.has(place) || /^(?:[A-Z]市)?[A-Z]\d{0,2}[市区县]$/.test(place);
}
