import type { CaseEvent } from '../../core/lifecycle/events.ts';
import type { Language, MessageKind } from '../../core/words.ts';
import type { additionOf } from './act-on-case.ts';
import { advance, takeText } from './advance.ts';
import type { IntentClassifier } from './classify-intent.ts';
import { type Draft, freshDraft, hasSubstance } from './draft.ts';
import type { KnownCase } from './known-case.ts';
import { afterFiling } from './known-cases.ts';
import type { Pending } from './pending.ts';
import { sayProgress } from './say-progress.ts';
import { texts } from './texts.ts';

/** A message, as far as the conversation cares. */
export interface Input {
  kind: MessageKind;
  text: string;
  attachmentIds: readonly string[];
  location: { latitude: number; longitude: number; label: string } | null;
  scene: string | null;
  menuKey: string | null;
}

/** What the conversation may know besides the draft. */
export interface Context {
  hotline: string;
  /** The citizen's own cases, newest first. */
  cases: readonly KnownCase[];
  /** What the bot asked about one of them, and waits to hear. */
  pending: Pending | null;
  /** The question that tells two departments apart, where the citizen has not answered it. */
  apart: { caseId: string; number: string; text: string; askedAt: Date } | null;
  /** The citizen has asked for a person and nobody has come yet. */
  waitsForPerson: boolean;
  language: Language;
  now: Date;
  /** Names of the city's places, longest first. */
  placeNames: readonly string[];
  /** Name of the neighbourhood of a scanned code; null for an unknown scene. */
  neighbourhoodOf(sceneId: string): string | null;
  intents: IntentClassifier;
}

/** What the step asks its handler to do, in the same transaction. */
export type Effect =
  | { type: 'file'; wantsHuman: boolean }
  /** Files new facts about a closed case as a new case that is linked to it. */
  | ({ type: 'follow'; number: string } & Pick<Input, 'text' | 'attachmentIds' | 'location'>)
  /** Answers the question that tells two departments apart, or passes over it. */
  | { type: 'answer_apart'; caseId: string; number: string; data: ReturnType<typeof additionOf> }
  | { type: 'skip_apart'; caseId: string }
  /** Asks for a person, or no longer. */
  | { type: 'human' }
  | { type: 'no_human' }
  | { type: 'event'; number: string; event: CaseEvent; data: Record<string, unknown> };

export interface StepResult {
  draft: Draft;
  /** What is said at once; the handler adds what comes of the effects. */
  answers: string[];
  effects: Effect[];
  /** Whether the conversation is over. */
  done: boolean;
  /** What is said after what comes of the effects. */
  afterwards?: string[];
  /** What is asked about a filed case, and waited for; whatever was waited for before is over when it is absent. */
  pending?: Pending | null;
}

export const longestText = 5000;

export function say(draft: Draft, ...answers: string[]): StepResult {
  return { draft, answers, effects: [], done: false };
}

function takeMenu(draft: Draft, key: string | null, context: Context): StepResult {
  if (key === 'progress') return say(draft, sayProgress(context.cases, context));
  if (key === 'human') return askForHuman(draft);
  return hasSubstance(draft) ? advance(draft) : say({ ...draft, stage: 'what' }, texts.what);
}

/** Asks for a person; what is told so far stays in the draft, for the person to see and to file. */
export function askForHuman(draft: Draft): StepResult {
  return { draft, answers: [], effects: [{ type: 'human' }], done: false };
}

/**
 * One step of the conversation: pure, so that it can be repeated, tested and resumed. Whatever the citizen
 * wrote about a matter stays in the draft until it is filed or they take it back.
 */
export function step(draft: Draft, input: Input, context: Context): StepResult {
  switch (input.kind) {
    case 'subscribe':
      return say(draft, texts.welcome(context.hotline));
    case 'menu':
      return takeMenu(draft, input.menuKey, context);
    case 'scan': {
      const place = input.scene ? context.neighbourhoodOf(input.scene) : null;
      if (!place) return say(draft, texts.welcome(context.hotline));
      const located = { ...draft, sceneId: input.scene, place: draft.place ?? place };
      return hasSubstance(draft)
        ? advance(located)
        : say({ ...located, stage: 'what' }, texts.scanned(place));
    }
    case 'image': {
      const answered = afterFiling(draft, input, context, null);
      if (answered) return answered;
      const shown = { ...draft, attachmentIds: [...draft.attachmentIds, ...input.attachmentIds] };
      return draft.told.length > 0 ? advance(shown) : say({ ...shown, stage: 'what' }, texts.photoFirst);
    }
    case 'location': {
      const answered = afterFiling(draft, input, context, null);
      if (answered) return answered;
      const { latitude, longitude, label } = input.location ?? { latitude: 0, longitude: 0, label: '' };
      const located = { ...draft, location: { latitude, longitude }, place: label || draft.place };
      return advance(located);
    }
    case 'other':
      return say(draft, texts.unreadable);
    case 'text':
      return takeText(draft, input, context);
  }
}

/** What becomes of a conversation that fell silent: a half-told matter is filed, an empty one forgotten. */
export function expire(draft: Draft): StepResult {
  if (!hasSubstance(draft)) return { draft: freshDraft(), answers: [], effects: [], done: true };
  return { draft, answers: [texts.expired], effects: [{ type: 'file', wantsHuman: false }], done: true };
}
