import type { Draft } from './draft.ts';
import type { StepResult } from './step.ts';

export function say(draft: Draft, ...answers: string[]): StepResult {
  return { draft, answers, effects: [], done: false };
}

/** Files the draft: the conversation about it is over. */
export function file(draft: Draft, wantsHuman: boolean, ...answers: string[]): StepResult {
  return { draft, answers, effects: [{ type: 'file', draft, wantsHuman }], done: true };
}

/** Asks for a person; what is told so far stays in the draft, for the person to see and to file. */
export function askForHuman(draft: Draft): StepResult {
  return { draft, answers: [], effects: [{ type: 'human' }], done: false };
}
