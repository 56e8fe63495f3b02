import type { CaseEvent } from '../../core/lifecycle/events.ts';
import type { Language, MessageKind } from '../../core/words.ts';
import type { additionOf } from './act-on-case.ts';
import { advance, reopen } from './advance.ts';
import type { IntentClassifier } from './classify-intent.ts';
import { type Draft, freshDraft, hasSubstance, placeOf } from './draft.ts';
import { takeFlood } from './flood.ts';
import { justFiled } from './just-filed.ts';
import type { Answerer } from './knowledge.ts';
import type { KnownCase } from './known-case.ts';
import { afterFiling } from './known-cases.ts';
import type { Matter } from './matters.ts';
import type { Outside } from './outside.ts';
import type { Pending } from './pending.ts';
import { askForHuman, file, say } from './result.ts';
import { resume } from './resume.ts';
import { sayProgress } from './say-progress.ts';
import { takeText } from './take-text.ts';
import { textsOf } from './texts/texts-of.ts';

/** A message, or several that came as one utterance, as far as the conversation cares. */
export interface Input {
  kind: MessageKind;
  text: string;
  attachmentIds: readonly string[];
  location: { latitude: number; longitude: number; label: string } | null;
  scene: string | null;
  menuKey: string | null;
  /** The channel's own name of a kind that cannot be read, such as `voice`. */
  original?: string | null;
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
  now: Date;
  /** In which this citizen wrote before. */
  language: Language;
  /** Minutes since the last word in this conversation. */
  silentMinutes: number;
  /** Messages of this citizen in the last minute, this one among them. */
  recentMessages: number;
  /** Names of the city's places, longest first. */
  placeNames: readonly string[];
  /** Names of its districts: too wide for a place. */
  districtNames: ReadonlySet<string>;
  /** Name of the neighbourhood of a scanned code; null for an unknown scene. */
  neighbourhoodOf(sceneId: string): string | null;
  intents: IntentClassifier;
  matters: readonly Matter[];
  knowledge: Answerer;
  outside: readonly Outside[];
}

/** What the step asks its handler to do, in the same transaction. */
export type Effect =
  | { type: 'file'; draft: Draft; wantsHuman: boolean }
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

function takeMenu(draft: Draft, key: string | null, context: Context): StepResult {
  const texts = textsOf(draft);
  if (key === 'progress') return say(draft, sayProgress(context.cases, context));
  if (key === 'human') return askForHuman(draft);
  return hasSubstance(draft) ? advance(draft, context) : say({ ...draft, stage: 'what' }, texts.what);
}

function takeScan(draft: Draft, { scene }: Input, context: Context): StepResult {
  const texts = textsOf(draft);
  const scenePlace = scene ? context.neighbourhoodOf(scene) : null;
  if (!scenePlace) return say(draft, texts.welcome(context.hotline));
  const located = { ...draft, sceneId: scene, scenePlace };
  return hasSubstance(draft)
    ? advance(located, context)
    : say({ ...located, stage: 'what' }, texts.scanned(scenePlace));
}

/** Photographs and locations that came without words. */
function takeShown(draft: Draft, input: Input, context: Context): StepResult {
  const texts = textsOf(draft);
  const shown = takeAlong(draft, input);
  if (draft.told.length > 0) return advance(reopen(shown), context);
  if (input.kind === 'location') return say({ ...shown, stage: 'what' }, texts.locationFirst);
  return draft.asked.includes('what')
    ? advance(shown, context)
    : say({ ...shown, stage: 'what', asked: [...shown.asked, 'what'] }, texts.photoFirst);
}

/** What a message brings besides its words. */
function takeAlong(draft: Draft, { attachmentIds, location }: Input): Draft {
  const attached = { ...draft, attachmentIds: [...draft.attachmentIds, ...attachmentIds] };
  if (!location) return attached;
  const { latitude, longitude, label } = location;
  return { ...attached, location: { latitude, longitude }, place: label || placeOf(draft) };
}

function take(draft: Draft, input: Input, context: Context): StepResult {
  const texts = textsOf(draft);
  switch (input.kind) {
    case 'subscribe':
      return say(draft, texts.welcome(context.hotline));
    case 'menu':
      return takeMenu(draft, input.menuKey, context);
    case 'scan':
      return takeScan(draft, input, context);
    case 'image':
    case 'location':
      return (
        afterFiling(draft, input, context, null) ??
        justFiled(draft, input, context) ??
        takeShown(draft, input, context)
      );
    case 'other':
      return say(draft, input.original === 'voice' ? texts.voice : texts.unreadable);
    case 'text':
      return takeText(takeAlong(draft, input), input, context);
  }
}

/**
 * One step of the conversation: pure, so that it can be repeated, tested and resumed. Whatever the citizen
 * wrote about a matter stays in the draft until it is filed or they take it back.
 */
export function step(draft: Draft, input: Input, context: Context): StepResult {
  const flooded = takeFlood(draft, input, context);
  if (flooded) return flooded;
  const hearing = {
    ...draft,
    hushed: false,
    lastHeard: input.kind === 'text' ? input.text.trim().slice(0, 200) : '',
  };
  const { draft: resumed, before, effects } = resume(hearing, context);
  const result = take(resumed, input, context);
  return {
    ...result,
    answers: result.answers.length > 0 ? [...before, ...result.answers] : result.answers,
    effects: [...effects, ...result.effects],
  };
}

/** What becomes of a conversation that fell silent: a half-told matter is filed, an empty one forgotten. */
export function expire(draft: Draft): StepResult {
  if (!hasSubstance(draft) || draft.stage === 'offered')
    return { draft: freshDraft(), answers: [], effects: [], done: true };
  return file(draft, false, textsOf(draft).expired);
}
