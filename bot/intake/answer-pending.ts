import { actOn, additionOf } from './act-on-case.ts';
import { addTo, urge, withdraw } from './command-case.ts';
import { findCommand, readChoice, readYesNo } from './command-words.ts';
import { type Draft, freshDraft } from './draft.ts';
import { findNamed } from './find-case.ts';
import type { KnownCase } from './known-case.ts';
import type { Pending } from './pending.ts';
import { takeReason } from './rate-answer.ts';
import { type Context, type Effect, type Input, type StepResult, step } from './step.ts';
import { aboutCases } from './texts/about-cases.ts';

type Asked<T extends Pending['type']> = Extract<Pending, { type: T }>;

/** The message that was kept while the question was open. */
const keptInput = ({ text, attachmentIds, location }: Asked<'again' | 'answer' | 'which'>): Input => ({
  kind: text || attachmentIds.length === 0 ? (text ? 'text' : 'location') : 'image',
  text,
  attachmentIds,
  location,
  scene: null,
  menuKey: null,
});

const without = (context: Context, number: string): Context => ({
  ...context,
  pending: null,
  cases: context.cases.filter((known) => known.number !== number),
});

/** What was kept is done, and this message heard as if nothing had been asked. */
function doFirst(effects: Effect[], draft: Draft, input: Input, context: Context): StepResult {
  const result = step(draft, input, context);
  return { ...result, effects: [...effects, ...result.effects] };
}

function chooseCase(draft: Draft, input: Input, context: Context, asked: Asked<'which'>): StepResult | null {
  const at = readChoice(input.text, asked.numbers.length);
  const named = findNamed(input.text, context.cases)?.cases[0]?.number;
  const number = at !== null ? asked.numbers[at] : asked.numbers.find((each) => each === named);
  const known = context.cases.find((each) => each.number === number);
  if (!known) return asked.act === 'urge' ? urgeNewest(draft, input, context, asked) : null;
  if (asked.act === 'withdraw') return withdraw(draft, known);
  if (asked.act === 'urge') return urge(draft, known, context, asked.text);
  return addTo(draft, keptInput(asked), context, known, []);
}

/** Nobody chose: the newest is urged, and what was said instead is heard. */
function urgeNewest(draft: Draft, input: Input, context: Context, asked: Asked<'which'>): StepResult {
  const rest = { ...context, pending: null };
  if (readYesNo(input.text) === false) {
    // Who asked to hurry wants it no more; who only told something meant another matter.
    return findCommand(asked.text) === 'urge'
      ? { draft, answers: [aboutCases[context.language].notUrged], effects: [], done: false }
      : step(draft, keptInput(asked), { ...rest, cases: [] });
  }
  const newest = context.cases.find(({ number }) => number === asked.numbers[0]);
  return doFirst(newest ? urge(draft, newest, context, asked.text).effects : [], draft, input, rest);
}

function confirmWithdraw(draft: Draft, input: Input, context: Context, known: KnownCase): StepResult | null {
  const sure = readYesNo(input.text);
  if (sure === null) return findCommand(input.text) === 'withdraw' ? withdraw(draft, known) : null;
  const { kept } = aboutCases[context.language];
  return sure ? withdraw(draft, known) : { draft, answers: [kept], effects: [], done: false };
}

function movePhoto(draft: Draft, input: Input, asked: Asked<'photo'>): StepResult | null {
  if (readYesNo(input.text) !== true && findCommand(input.text) !== 'add') return null;
  const attachmentIds = draft.attachmentIds.filter((id) => !asked.attachmentIds.includes(id));
  const left: Draft = {
    ...draft,
    stage: 'start',
    attachmentIds,
    ...(asked.location ? { location: null, place: null } : {}),
  };
  return actOn(left, asked.number, 'add_information', additionOf(asked));
}

function againOrElse(draft: Draft, input: Input, context: Context, asked: Asked<'again'>): StepResult | null {
  const yes = readYesNo(input.text);
  if (yes === null) return doFirst([], tellAgain(draft, asked), input, without(context, asked.number));
  if (!yes) return step(draft, keptInput(asked), { ...context, pending: null, cases: [] });
  const { number, text, attachmentIds, location } = asked;
  return {
    draft,
    answers: [],
    effects: [{ type: 'follow', number, text, attachmentIds, location }],
    done: true,
  };
}

/** What was kept and nobody chose for becomes part of what is told now: nothing is lost. */
const tellAgain = (draft: Draft, { text, attachmentIds }: Asked<'again'>): Draft => ({
  ...draft,
  told: text ? [...draft.told, text] : draft.told,
  attachmentIds: [...draft.attachmentIds, ...attachmentIds],
});

function answerOrElse(draft: Draft, input: Input, context: Context, asked: Asked<'answer'>): StepResult {
  const yes = readYesNo(input.text);
  const { number } = asked;
  if (yes === false) return step(draft, keptInput(asked), without(context, number));
  const answer: Effect = { type: 'event', number, event: 'citizen_answered', data: additionOf(asked) };
  return yes
    ? { draft, answers: [], effects: [answer], done: false }
    : doFirst([answer], draft, input, without(context, number));
}

/** What a message means for the question that is open; null when it is no answer to it. */
export function answerPending(
  draft: Draft,
  input: Input,
  context: Context,
  asked: Pending,
): StepResult | null {
  const known = 'number' in asked ? context.cases.find(({ number }) => number === asked.number) : undefined;
  if (asked.type === 'add' || asked.type === 'reason') {
    if (!known || ['scan', 'menu', 'subscribe', 'other'].includes(input.kind)) return null;
    if (input.kind === 'text' && findCommand(input.text)) return null;
    if (asked.type === 'add') return addTo(draft, input, context, known, []);
    return takeReason(draft, input, context, known.number);
  }
  if (input.kind !== 'text') return null;
  switch (asked.type) {
    case 'which':
      return chooseCase(draft, input, context, asked);
    case 'withdraw':
      return known ? confirmWithdraw(draft, input, context, known) : null;
    case 'photo':
      return movePhoto(draft, input, asked);
    case 'again':
      return againOrElse(draft, input, context, asked);
    case 'answer':
      return known ? answerOrElse(draft, input, context, asked) : null;
  }
}

/** What becomes of what was kept when the citizen says no more: the likeliest; null where nothing was kept. */
export function expirePending(draft: Draft, asked: Pending | null): StepResult | null {
  if (!asked || draft.told.length > 0) return null;
  const add = (
    event: 'add_information' | 'citizen_answered',
    { number, ...said }: Asked<'photo' | 'answer'>,
  ) => ({
    ...actOn(freshDraft(), number, event, additionOf(said)),
    done: true,
  });
  if (asked.type === 'photo') return add('add_information', asked);
  if (asked.type === 'answer') return add('citizen_answered', asked);
  if (asked.type === 'which' && asked.act === 'urge')
    return {
      ...actOn(freshDraft(), asked.numbers[0]!, 'urge', { note: asked.text.slice(0, 500) }),
      done: true,
    };
  if (asked.type !== 'again') return null;
  const { number, text, attachmentIds, location } = asked;
  const effect: Effect = { type: 'follow', number, text, attachmentIds, location };
  return { draft: freshDraft(), answers: [], effects: [effect], done: true };
}
