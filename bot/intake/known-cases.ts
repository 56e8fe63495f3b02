import { findCaseNumber } from '../../core/case-number.ts';
import { isOpen } from '../../core/lifecycle/states.ts';
import type { Intent } from './classify-intent.ts';
import { type Draft, hasSubstance } from './draft.ts';
import type { Context, Effect, Input, StepResult } from './step.ts';
import { sayProgress, texts } from './texts.ts';

const answerOnly = (draft: Draft, ...answers: string[]): StepResult => ({
  draft,
  answers,
  effects: [],
  done: false,
});
const act = (draft: Draft, effect: Effect): StepResult => ({
  draft,
  answers: [],
  effects: [effect],
  done: false,
});

const describe = ({ kind, text, location }: Input) =>
  kind === 'location' && location
    ? `位置:${location.label}(${location.latitude},${location.longitude})`
    : kind === 'image'
      ? `照片${text ? `:${text}` : ''}`
      : text;

/** Commands that name a case, or speak of the only one there is. */
function commandOn(draft: Draft, input: Input, context: Context, intent: Intent | null): StepResult | null {
  const number = findCaseNumber(input.text);
  const open = context.cases.filter(({ state }) => isOpen(state));
  const target = number ? context.cases.find((known) => known.number === number) : open[0];
  if (number && !target) return answerOnly(draft, texts.unknownNumber);
  switch (intent) {
    case 'withdraw':
      if (!target) return answerOnly(draft, texts.nothingToWithdraw);
      if (!number) return answerOnly(draft, texts.withdrawWhich(target.number));
      return act(draft, { type: 'event', number, event: 'withdraw', data: {} });
    case 'urge':
      return target
        ? act(draft, {
            type: 'event',
            number: target.number,
            event: 'urge',
            data: { note: input.text.slice(0, 500) },
          })
        : null;
    case 'progress':
      if (context.cases.length === 0) return answerOnly(draft, texts.noCases);
      return answerOnly(draft, sayProgress(target && number ? [target] : context.cases.slice(0, 3)));
    case 'add':
    case 'correct':
      return target
        ? act(draft, {
            type: 'event',
            number: target.number,
            event: 'add_information',
            data: { text: input.text },
          })
        : null;
    default:
      return number && target ? answerOnly(draft, sayProgress([target])) : null;
  }
}

const notAnAnswer: readonly Intent[] = ['progress', 'human', 'withdraw', 'greet', 'thank', 'urge', 'help'];

/** The answer to a reviewer's question, or the verdict on a department's answer. */
function replyTo(draft: Draft, input: Input, context: Context, intent: Intent | null): StepResult | null {
  const asked = context.cases.find(({ state }) => state === 'awaiting_citizen');
  if (asked && !(intent && notAnAnswer.includes(intent)))
    return act(draft, {
      type: 'event',
      number: asked.number,
      event: 'citizen_answered',
      data: { text: describe(input) },
    });
  const rated = context.cases.find(({ state }) => state === 'return_visit');
  if (!rated || input.kind !== 'text') return null;
  const unsatisfied = /不满意|没(?:有)?解决|没修好|敷衍/.test(input.text) || intent === 'unsatisfied';
  if (unsatisfied)
    return {
      draft,
      answers: [texts.whatIsWrong],
      effects: [
        { type: 'event', number: rated.number, event: 'not_satisfied', data: { reason: input.text } },
      ],
      done: false,
    };
  if (/满意/.test(input.text) || intent === 'satisfied' || intent === 'confirm')
    return act(draft, { type: 'event', number: rated.number, event: 'satisfied', data: {} });
  return null;
}

/** What a message means for cases that are filed already; null when it is about the draft or a new matter. */
export function afterFiling(
  draft: Draft,
  input: Input,
  context: Context,
  intent: Intent | null,
): StepResult | null {
  if (hasSubstance(draft)) return null;
  if (findCaseNumber(input.text)) return commandOn(draft, input, context, intent);
  return replyTo(draft, input, context, intent) ?? commandOn(draft, input, context, intent);
}
