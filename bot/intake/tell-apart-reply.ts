import { additionOf } from './act-on-case.ts';
import type { Intent } from './classify-intent.ts';
import { findCommand, isNod, isSkip } from './command-words.ts';
import type { Draft } from './draft.ts';
import { isOfItsOwn, overlapOf } from './find-case.ts';
import { ofAnother, soundsElse } from './reply-to-question.ts';
import type { Context, Input, StepResult } from './step.ts';

/** Later than this only words of the question itself are taken for an answer to it. */
const freshMs = 12 * 3_600_000;

/**
 * The answer to the question that tells two departments apart. The case goes on without one, so that whatever may be
 * something else is left to be heard as that, and the question stays open.
 */
export function answerTellingApart(
  draft: Draft,
  input: Input,
  context: Context,
  intent: Intent | null,
): StepResult | null {
  const { apart, now } = context;
  if (!apart || (input.kind === 'text' && (findCommand(input.text) || isNod(input.text)))) return null;
  const { caseId, number } = apart;
  if (isSkip(input.text))
    return { draft, answers: [], effects: [{ type: 'skip_apart', caseId }], done: false };
  if (soundsElse(input.text, apart.text, intent)) return null;
  const told = context.cases.find((known) => known.number === number)?.told ?? '';
  if (isOfItsOwn(input.text, [apart.text, told]) && ofAnother.includes(intent)) return null;
  const fresh = now.getTime() - apart.askedAt.getTime() < freshMs;
  if (!fresh && overlapOf(input.text, apart.text) === 0) return null;
  const effect = { type: 'answer_apart', caseId, number, data: additionOf(input) } as const;
  return { draft, answers: [], effects: [effect], done: false };
}
