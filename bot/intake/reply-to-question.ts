import { actOn, additionOf, saidIn, tellOf } from './act-on-case.ts';
import type { Intent } from './classify-intent.ts';
import { findCommand, readYesNo } from './command-words.ts';
import type { Draft } from './draft.ts';
import { isOfItsOwn, overlapOf, wholeMatter } from './find-case.ts';
import type { Context, Input, StepResult } from './step.ts';
import { aboutCases } from './texts/about-cases.ts';

/** What a short message is taken for that answers nothing. */
const notAnAnswer: readonly Intent[] = ['progress', 'human', 'withdraw', 'greet', 'thank', 'urge', 'help'];
/** What a message is taken for that may well be about something else. */
export const ofAnother: readonly (Intent | null)[] = [
  'complain',
  'urge',
  'unsatisfied',
  'progress',
  'withdraw',
];

/** Whether a short message is something else than an answer: it shares no word with the question, nor is it yes or no. */
export function soundsElse(text: string, asked: string, intent: Intent | null): boolean {
  if (!intent || !notAnAnswer.includes(intent) || text.length >= wholeMatter) return false;
  return overlapOf(text, asked) === 0 && readYesNo(text) === null;
}

/** The answer to a reviewer's question; one that may be another matter is asked about, and kept meanwhile. */
export function answerQuestion(
  draft: Draft,
  input: Input,
  context: Context,
  intent: Intent | null,
): StepResult | null {
  const asked = context.cases.find(({ state, merged }) => state === 'awaiting_citizen' && !merged);
  if (!asked || (input.kind === 'text' && findCommand(input.text))) return null;
  const { number, question, told } = asked;
  const other = isOfItsOwn(input.text, [question ?? '', told]) && ofAnother.includes(intent);
  if (!other && soundsElse(input.text, question ?? '', intent)) return null;
  if (other)
    return tellOf(draft, [aboutCases[context.language].answerOrElse(asked)], {
      version: 1,
      at: context.now,
      type: 'answer',
      number,
      ...saidIn(input),
    });
  return actOn(draft, number, 'citizen_answered', additionOf(input));
}
