import { findCaseNumber } from '../../core/case-number.ts';
import { answerPending } from './answer-pending.ts';
import type { Intent } from './classify-intent.ts';
import { commandOn, takeAddition } from './command-case.ts';
import { findCommand } from './command-words.ts';
import { type Draft, hasSubstance } from './draft.ts';
import { besideNumber, findNamed } from './find-case.ts';
import { rate } from './rate-answer.ts';
import { answerQuestion } from './reply-to-question.ts';
import { sayProgress } from './say-progress.ts';
import type { Context, Input, StepResult } from './step.ts';
import { answerTellingApart } from './tell-apart-reply.ts';
import { aboutCases } from './texts/about-cases.ts';

const plainVerdict = /^(?:非常|很|挺)?(?:不|不太)?满意[。！!~]*$/;

/** What is said of a case that was named: a command, more of it, or else where it stands. */
function onNamed(draft: Draft, input: Input, context: Context, intent: Intent | null): StepResult | null {
  const named = findNamed(input.text, context.cases);
  if (!named) return null;
  const words = aboutCases[context.language];
  const [known, ...others] = named.cases;
  if (!known) return { draft, answers: [words.unknownNumber], effects: [], done: false };
  if (others.length > 0) {
    return { draft, answers: [sayProgress(named.cases, context)], effects: [], done: false };
  }
  const progress = { draft, answers: [sayProgress([known], context)], effects: [], done: false };
  const target = { known, exactly: named.exactly };
  if (!findCommand(input.text) && besideNumber(input.text).length < 2) return progress;
  return commandOn(draft, input, context, intent, target) ?? progress;
}

/** What is about a filed case beyond doubt while another matter is being told. */
function beside(draft: Draft, input: Input, context: Context, intent: Intent | null): StepResult | null {
  if (input.kind !== 'text') return null;
  if (plainVerdict.test(input.text.trim())) return rate(draft, input, context, intent);
  return findCaseNumber(input.text) && findCommand(input.text)
    ? onNamed(draft, input, context, intent)
    : null;
}

/** What a message means for cases that are filed already; null when it is about the draft or a new matter. */
export function afterFiling(
  draft: Draft,
  input: Input,
  context: Context,
  intent: Intent | null,
): StepResult | null {
  const answered = context.pending && answerPending(draft, input, context, context.pending);
  if (answered) return answered;
  if (hasSubstance(draft)) return beside(draft, input, context, intent);
  if (input.kind !== 'text') {
    return (
      answerQuestion(draft, input, context, intent) ??
      answerTellingApart(draft, input, context, intent) ??
      takeAddition(draft, input, context)
    );
  }
  return (
    onNamed(draft, input, context, intent) ??
    (findCommand(input.text) ? commandOn(draft, input, context, intent, null) : null) ??
    rate(draft, input, context, intent) ??
    answerQuestion(draft, input, context, intent) ??
    answerTellingApart(draft, input, context, intent) ??
    commandOn(draft, input, context, intent, null)
  );
}
