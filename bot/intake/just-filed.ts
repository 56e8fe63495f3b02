import { isOpen } from '../../core/lifecycle/states.ts';
import { type Draft, hasSubstance } from './draft.ts';
import type { KnownCase } from './known-case.ts';
import { findMatter } from './matters.ts';
import { findPhone } from './reading/contact.ts';
import { findCorrection } from './reading/correction.ts';
import { findPlace } from './reading/place.ts';
import { plainText } from './reading/plain-text.ts';
import { findSince } from './reading/time.ts';
import { advertises, asksSomething, insults, skipsQuestion } from './reading/tone.ts';
import { say } from './result.ts';
import type { Context, Input, StepResult } from './step.ts';
import { textsOf } from './texts/texts-of.ts';

/** So long after filing, a bare fact belongs to what was filed. */
const freshMinutes = 120;
const bareFact = 30;
/** A text that is little more than an address. */
const mostlyPlace = 0.5;

/** The case that the citizen filed a moment ago, if they did. */
function lastFiled({ cases, now }: Context): KnownCase | null {
  const [last] = cases;
  if (!last || !isOpen(last.state)) return null;
  return now.getTime() - last.filedAt.getTime() <= freshMinutes * 60_000 ? last : null;
}

const done =
  /^(?:对|是|是的|嗯+|好的?|行|可以|确认|没错|ok|okay|yes|不留|不用|没有了?|没了|哦+)[。.!!~\s]*$/i;

/** What is said right after filing and is no matter of its own: an address, a number, a photograph, one more "yes". */
export function justFiled(draft: Draft, input: Input, context: Context): StepResult | null {
  if (hasSubstance(draft) || draft.scenePlace) return null;
  const last = lastFiled(context);
  if (!last) return null;
  const plain = plainText(input.text);
  if (input.kind === 'text' && done.test(plain)) return say(draft, textsOf(draft).alreadyFiled(last.number));
  const minutesAgo = (context.now.getTime() - last.filedAt.getTime()) / 60_000;
  if (!isFact(input, plain, context, minutesAgo)) return null;
  const location = input.location;
  const text = location
    ? `位置：${location.label}（${location.latitude}，${location.longitude}）`
    : input.text;
  return {
    draft,
    answers: [],
    effects: [
      {
        type: 'event',
        number: last.number,
        event: 'add_information',
        data: { text: text || '（补充照片）' },
      },
    ],
    done: false,
  };
}

/** So soon after filing people are still telling. */
const breathMinutes = 10;
const courteous = /谢|你好|您好|哈|再见|拜拜|辛苦|thank|hello|bye/i;

function isFact(input: Input, plain: string, context: Context, minutesAgo: number): boolean {
  if (input.kind === 'location') return true;
  if (input.kind !== 'text' || plain.length > bareFact || skipsQuestion(plain) || advertises(plain))
    return false;
  if (findCorrection(plain, context.placeNames)) return true;
  const goesOn =
    minutesAgo <= breathMinutes && !courteous.test(plain) && !asksSomething(plain) && !insults(plain);
  const place = findPlace(plain, context.placeNames);
  if (place && place.length >= plain.length * mostlyPlace) return true;
  if (findMatter(plain, context.matters)) return false;
  if (goesOn && plain.length >= 4) return true;
  return findPhone(plain) !== null || place !== null || findSince(plain) === plain;
}
