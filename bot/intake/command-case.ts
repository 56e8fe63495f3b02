import { isOpen } from '../../core/lifecycle/states.ts';
import { actOn, additionOf, saidIn, tellOf } from './act-on-case.ts';
import type { Intent } from './classify-intent.ts';
import { type Command, findCommand, withoutCommand } from './command-words.ts';
import type { Draft } from './draft.ts';
import { isOfItsOwn, likeliest } from './find-case.ts';
import type { KnownCase } from './known-case.ts';
import { sayProgress, untilOf } from './say-progress.ts';
import type { Context, Input, StepResult } from './step.ts';
import { aboutCases } from './texts/about-cases.ts';

const dayMs = 86_400_000;
/** Characters that say no more than that it should be quick. */
const bareCommand = 6;
/** New facts about a case that was closed so long ago are a matter of their own. */
const rememberedMs = 90 * dayMs;
/** What comes so soon after the filing is part of it. */
const justFiledMs = 10 * 60_000;
/** Words that speak of something that was there before. */
const onceMore = /又(?:坏|堵|漏|停|断|来|是|开始|出现|没)|还是(?:没|不|老样子)|再次|again/i;

/** A case that the citizen named, by its whole number or by the end of it. */
export interface NamedTarget {
  known: KnownCase;
  exactly: boolean;
}

const going = (cases: readonly KnownCase[]) => cases.filter(({ state }) => isOpen(state));

function askWhich(
  draft: Draft,
  input: Input,
  context: Context,
  act: 'urge' | 'withdraw',
  cases: readonly KnownCase[],
): StepResult {
  const some = cases.slice(0, 5);
  const words = aboutCases[context.language].which(act, some);
  const numbers = some.map(({ number }) => number);
  return tellOf(draft, [words], {
    version: 1,
    at: context.now,
    type: 'which',
    act,
    numbers,
    ...saidIn(input),
  });
}

export function withdraw(draft: Draft, known: KnownCase): StepResult {
  return actOn(draft, known.number, 'withdraw', {});
}

function askToWithdraw(draft: Draft, known: KnownCase, context: Context): StepResult {
  const words = aboutCases[context.language].confirmWithdraw(known);
  return tellOf(draft, [words], { version: 1, at: context.now, type: 'withdraw', number: known.number });
}

/** Urged once a day: more of it is acknowledged, and the department is not told again. */
export function urge(draft: Draft, known: KnownCase, context: Context, note: string): StepResult {
  const { urgedAt, number, department } = known;
  if (urgedAt && context.now.getTime() - urgedAt.getTime() < dayMs) {
    const words = aboutCases[context.language].urgedAlready(number, department, untilOf(known, context));
    // More than the bare command is something that the department has not read yet.
    return findCommand(note) === 'urge' || note.length < bareCommand
      ? tellOf(draft, [words])
      : actOn(draft, number, 'add_information', { text: note }, { answers: [words] });
  }
  return actOn(draft, number, 'urge', { note: note.slice(0, 500) });
}

/** Adds what was said to the likeliest case at once, and offers the others, so that nothing waits for an answer. */
export function addTo(
  draft: Draft,
  input: Input,
  context: Context,
  known: KnownCase,
  others: readonly KnownCase[],
): StepResult {
  const data = additionOf({ ...input, text: withoutCommand(input.text) || input.text });
  if (others.length === 0) return actOn(draft, known.number, 'add_information', data);
  const some = others.slice(0, 4);
  const result = actOn(draft, known.number, 'add_information', data);
  return {
    ...result,
    afterwards: [aboutCases[context.language].addedElse(some)],
    pending: {
      version: 1,
      at: context.now,
      type: 'which',
      act: 'add',
      numbers: some.map(({ number }) => number),
      ...saidIn(input),
    },
  };
}

function add(draft: Draft, input: Input, context: Context, named: KnownCase | null): StepResult | null {
  const open = named ? [named] : going(context.cases);
  const known = named ?? likeliest(input.text, open);
  if (!known) return null;
  const plain = withoutCommand(input.text);
  if (plain === '' && input.attachmentIds.length === 0 && !input.location)
    return tellOf(draft, [aboutCases[context.language].addWhat(known.number)], {
      version: 1,
      at: context.now,
      type: 'add',
      number: known.number,
    });
  return addTo(
    draft,
    input,
    context,
    known,
    open.filter((other) => other !== known),
  );
}

/** Whether it is about the closed case again, asked once; yes opens a new, linked case. */
function askAgain(draft: Draft, input: Input, context: Context, known: KnownCase): StepResult {
  return tellOf(draft, [aboutCases[context.language].again(known)], {
    version: 1,
    at: context.now,
    type: 'again',
    number: known.number,
    ...saidIn(input),
  });
}

function followOf(input: Input, context: Context, intent: Intent | null): KnownCase | null {
  if (going(context.cases).length > 0) return null;
  const speaksOfIt =
    (intent !== null && ['add', 'correct', 'urge', 'unsatisfied'].includes(intent)) ||
    onceMore.test(input.text);
  if (!speaksOfIt) return null;
  const closed = context.cases.filter(
    ({ closedAt, state }) =>
      closedAt !== null &&
      context.now.getTime() - closedAt.getTime() < rememberedMs &&
      ['closed', 'archived'].includes(state),
  );
  return likeliest(input.text, closed) ?? null;
}

const commandOfIntent: Partial<Record<Intent, Command>> = {
  withdraw: 'withdraw',
  urge: 'urge',
  progress: 'progress',
  add: 'add',
  correct: 'add',
};

/** Commands that name a case, or speak of the ones there are. */
export function commandOn(
  draft: Draft,
  input: Input,
  context: Context,
  intent: Intent | null,
  target: NamedTarget | null,
): StepResult | null {
  const words = aboutCases[context.language];
  const named = target?.known ?? null;
  const open = going(context.cases);
  const own =
    !named &&
    isOfItsOwn(
      input.text,
      context.cases.map(({ told }) => told),
    );
  const meant = own || !intent ? undefined : commandOfIntent[intent];
  const command = findCommand(input.text) ?? meant;
  const [only] = open;
  switch (command) {
    case 'no_human':
      return context.waitsForPerson ? { ...tellOf(draft, []), effects: [{ type: 'no_human' }] } : null;
    case 'human':
      return { ...tellOf(draft, []), effects: [{ type: 'human' }] };
    case 'withdraw':
      if (named) return target!.exactly ? withdraw(draft, named) : askToWithdraw(draft, named, context);
      if (!only) return tellOf(draft, [words.nothingToWithdraw]);
      return open.length > 1
        ? askWhich(draft, input, context, 'withdraw', open)
        : askToWithdraw(draft, only, context);
    case 'urge':
      if (named) return isOpen(named.state) ? urge(draft, named, context, input.text) : null;
      if (open.length > 1) return askWhich(draft, input, context, 'urge', open);
      if (only) return urge(draft, only, context, input.text);
      break;
    case 'progress':
      return tellOf(draft, [sayProgress(named ? [named] : context.cases, context)]);
    case 'add':
      if (named && !isOpen(named.state)) return askAgain(draft, input, context, named);
      if (named || only) return add(draft, input, context, named);
      break;
    default:
      if (named && input.text.replace(/[^\p{Script=Han}]/gu, '').length >= 4)
        return isOpen(named.state)
          ? add(draft, input, context, named)
          : askAgain(draft, input, context, named);
  }
  const closed = named || own ? null : followOf(input, context, intent);
  return closed ? askAgain(draft, input, context, closed) : null;
}

/**
 * A photograph or a location where nothing is being told: part of what was filed a moment ago, else perhaps of an open
 * case, perhaps of a new matter. It goes into the draft, and one word of the citizen moves it to the case.
 */
export function takeAddition(draft: Draft, input: Input, context: Context): StepResult | null {
  const open = going(context.cases);
  const [newest] = open;
  if (!newest) return null;
  const age = context.now.getTime() - newest.filedAt.getTime();
  if (age < justFiledMs)
    return addTo(
      draft,
      input,
      context,
      newest,
      open.filter((other) => other !== newest),
    );
  const { latitude, longitude, label } = input.location ?? {};
  const kept: Draft = {
    ...draft,
    stage: 'what',
    attachmentIds: [...draft.attachmentIds, ...input.attachmentIds],
    ...(latitude !== undefined && longitude !== undefined
      ? { location: { latitude, longitude }, place: label || draft.place }
      : {}),
  };
  return tellOf(kept, [aboutCases[context.language].photoFor(newest)], {
    version: 1,
    at: context.now,
    type: 'photo',
    number: newest.number,
    ...saidIn(input),
  });
}
