import { findDanger } from '../../core/danger/find-danger.ts';
import { type Draft, hasSubstance, placeOf, type Question, type Stage } from './draft.ts';
import { questions } from './questions.ts';
import { readBack } from './read-back.ts';
import { plainText } from './reading/plain-text.ts';
import { soundsAngry } from './reading/tone.ts';
import { say } from './result.ts';
import type { Context, StepResult } from './step.ts';
import { textsOf } from './texts/texts-of.ts';

/** Nobody is asked more than this. */
const mostQuestions = 3;
/** Where no word tells what it is about, these are what every office asks first. */
const usualNeeds: readonly Question[] = ['where', 'when'];
/** Told in fewer characters than this, and no word known: nobody could act on it. */
const tooVague = 12;

/** What has to be known, by what the citizen wants and what it is about. */
function needsOf(draft: Draft, { matters, outside }: Context): readonly Question[] {
  if (draft.kind === 'query') return [];
  if (draft.kind === 'praise') return ['who'];
  const matter = matters.find(({ name }) => name === draft.matter);
  // What others decide is only passed on.
  if (!matter && outside.some(({ name, mode }) => mode === 'offer' && draft.remarked.includes(name)))
    return [];
  const needs = matter?.needs ?? usualNeeds;
  if (draft.kind === 'suggestion') return needs.filter((need) => need === 'where');
  // Who reports someone is protected: nothing about them is asked.
  return draft.kind === 'report' ? needs.filter((need) => need !== 'contact') : needs;
}

function isVague(draft: Draft): boolean {
  const told = plainText(draft.told.join('')).replace(/[^\p{L}\p{N}]/gu, '');
  return !draft.matter && !placeOf(draft) && draft.attachmentIds.length === 0 && told.length < tooVague;
}

/** The question that is still open, in the order of the table. */
function nextStage(draft: Draft, context: Context): Stage {
  if (!hasSubstance(draft)) return 'what';
  // What was read back once is not asked about again.
  if (draft.asked.includes('confirm')) return 'confirm';
  if (isVague(draft) && !draft.asked.includes('what')) return 'what';
  const asked = draft.asked.filter((stage) => stage !== 'what' && stage !== 'confirm').length;
  if (asked >= mostQuestions) return 'confirm';
  const open = (question: Question) =>
    !draft.asked.includes(question) && !questions[question].known(draft, context);
  return needsOf(draft, context).find(open) ?? 'confirm';
}

/** Somebody was helped, or nothing is wrong: no number is called for. */
const settled =
  /(?:抢救|救)(?:了|过)?我|[熏吵烦热臭气冷呛]死(?:个)?人|没(?:有)?(?:漏气|漏|着火|起火|冒烟|触电)/;

/** What is said once in a conversation, before the question. */
function remarksOn(draft: Draft, context: Context): { name: string; text: string }[] {
  const texts = textsOf(draft);
  const told = plainText(draft.told.join('\n'));
  const numbers = draft.kind === 'praise' ? [] : (findDanger(told)?.emergencyNumbers ?? []);
  const remarks: { name: string; text: string; due: boolean }[] = [
    {
      name: 'emergency',
      text: texts.inCase(numbers.map(({ number }) => number)),
      due: numbers.length > 0 && !draft.danger && !settled.test(told),
    },
    { name: 'protected', text: texts.protected, due: draft.kind === 'report' },
    { name: 'praise', text: texts.praiseThanks, due: draft.kind === 'praise' },
    { name: 'anger', text: texts.sorryForAnger, due: draft.kind !== 'praise' && soundsAngry(told) },
    ...context.outside
      .filter(({ mode }) => mode === 'remark')
      .map(({ name, words, answer }) => ({ name, text: answer, due: words.test(told) })),
  ];
  return remarks.filter(({ name, due }) => due && !draft.remarked.includes(name));
}

/** The open question is asked again: what was said meanwhile did not answer it. */
export function reopen(draft: Draft): Draft {
  return { ...draft, asked: draft.asked.filter((stage) => stage !== draft.stage) };
}

/** Asks the next open question, or reads the draft back. `before`: what is said first. */
export function advance(draft: Draft, context: Context, ...before: string[]): StepResult {
  const stage = nextStage(draft, context);
  const asked = draft.asked.includes(stage) ? draft.asked : [...draft.asked, stage];
  const remarks = hasSubstance(draft) ? remarksOn(draft, context) : [];
  const next = { ...draft, stage, asked, remarked: [...draft.remarked, ...remarks.map(({ name }) => name)] };
  const lines = [...before, ...remarks.slice(0, 1).map(({ text }) => text), questionAt(next, context)];
  return say(next, lines.join('\n'));
}

/** The words of the open question. */
export function questionAt(draft: Draft, context: Context): string {
  const texts = textsOf(draft);
  switch (draft.stage) {
    case 'start':
    case 'what':
    case 'offered':
      return hasSubstance(draft) ? texts.whatExactly : texts.what;
    case 'confirm':
      return readBack(draft, context);
    default:
      return questions[draft.stage].ask(draft, context);
  }
}
