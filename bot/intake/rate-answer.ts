import { actOn, additionOf } from './act-on-case.ts';
import type { Intent } from './classify-intent.ts';
import { isSkip, readVerdict } from './command-words.ts';
import type { Draft } from './draft.ts';
import { wholeMatter } from './find-case.ts';
import type { KnownCase } from './known-case.ts';
import type { Context, Input, StepResult } from './step.ts';
import { aboutCases } from './texts/about-cases.ts';

const longestVerdict = 60;
/** What makes a kind word less than a verdict: there is more to it, or it is a question. */
const butMore = /但|可是|不过|还是|又|只是|吗|么|没|什么时候|[?？]|\bbut\b/i;

type Verdict = { satisfied: boolean; reason: string } | 'unclear';

/** Satisfied or not, by the words themselves, else by what the message is taken for. */
function verdictOf(text: string, intent: Intent | null): Verdict | null {
  const plain = text.length <= longestVerdict ? readVerdict(text) : null;
  if (plain?.satisfied && butMore.test(text)) return 'unclear';
  if (plain) return plain;
  if (intent === 'unsatisfied') return { satisfied: false, reason: text };
  // What only sounds satisfied and is long has more in it, which is kept.
  if (intent === 'satisfied')
    return butMore.test(text) || text.length >= wholeMatter ? 'unclear' : { satisfied: true, reason: '' };
  // 好的 and 谢谢 are said to any message: a case is not closed by them.
  return text.length <= 8 && (intent === 'confirm' || intent === 'thank') ? 'unclear' : null;
}

/** More than a nod is kept with the case, and the question asked again. */
function askVerdict(draft: Draft, rated: KnownCase, input: Input, context: Context): StepResult {
  const words = aboutCases[context.language].askVerdict(rated.number);
  if (input.text.length <= 8) return { draft, answers: [words], effects: [], done: false };
  return { ...actOn(draft, rated.number, 'add_information', additionOf(input)), afterwards: [words] };
}

function unsatisfied(draft: Draft, rated: KnownCase, reason: string, context: Context): StepResult {
  const words = aboutCases[context.language];
  const { number, merged } = rated;
  const asked = { version: 1, at: context.now, type: 'reason', number } as const;
  return {
    draft,
    answers: [reason ? words.reasonNoted : words.notSatisfied],
    effects: [
      ...(merged
        ? [{ type: 'event', number, event: 'rate_merged', data: { satisfied: false, reason } } as const]
        : []),
      { type: 'event', number, event: 'not_satisfied', data: { reason } },
    ],
    done: false,
    pending: reason ? null : asked,
  };
}

/** The verdict on a department's answer, where one is waited for. */
export function rate(draft: Draft, input: Input, context: Context, intent: Intent | null): StepResult | null {
  const waiting = context.cases.filter(({ state }) => state === 'return_visit');
  const rated = waiting.find(({ satisfied }) => satisfied === null) ?? waiting[0];
  if (!rated) return null;
  const verdict = verdictOf(input.text, intent);
  if (!verdict) return null;
  if (verdict === 'unclear') return askVerdict(draft, rated, input, context);
  if (!verdict.satisfied) {
    // It was said before: more of the reason, not another verdict.
    if (rated.satisfied === false) return actOn(draft, rated.number, 'add_information', additionOf(input));
    return unsatisfied(draft, rated, verdict.reason, context);
  }
  return rated.merged
    ? actOn(
        draft,
        rated.number,
        'rate_merged',
        { satisfied: true },
        { answers: [aboutCases[context.language].rated] },
      )
    : actOn(
        draft,
        rated.number,
        'satisfied',
        input.text.length > 8 ? { note: input.text.slice(0, 500) } : {},
      );
}

/** The answer to the one question after a verdict without a reason. */
export function takeReason(draft: Draft, input: Input, context: Context, number: string): StepResult | null {
  const words = aboutCases[context.language];
  const known = context.cases.find((each) => each.number === number);
  if (known?.state !== 'return_visit') return null;
  if (isSkip(input.text)) return { draft, answers: [words.reasonNoted], effects: [], done: false };
  const addition = additionOf(input);
  const data = { reason: addition.text.slice(0, 2000) };
  const effects: StepResult['effects'] = [{ type: 'event', number, event: 'not_satisfied', data }];
  if (addition.attachmentIds)
    effects.push({ type: 'event', number, event: 'add_information', data: addition });
  return { draft, answers: [words.reasonNoted], effects, done: false };
}
