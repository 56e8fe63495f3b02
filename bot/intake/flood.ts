import { type Draft, hasSubstance } from './draft.ts';
import { tell } from './learn.ts';
import { say } from './result.ts';
import type { Context, Input, StepResult } from './step.ts';
import { textsOf } from './texts/texts-of.ts';

/** More messages of one citizen in a minute than a person types. */
const mostInAMinute = 30;
/** The same story again within a minute slipped off the thumb: it was answered already. */
const shortestStory = 4;

/** A flood is written down and answered once; null for what a person could have sent. */
export function takeFlood(draft: Draft, input: Input, { recentMessages }: Context): StepResult | null {
  const words = input.text.trim();
  const again =
    input.kind === 'text' && words.slice(0, 200) === draft.lastHeard && draft.told.includes(words);
  if (again && recentMessages > 1 && words.length >= shortestStory) return say(draft);
  if (recentMessages <= mostInAMinute) return null;
  const heard = {
    ...(input.kind === 'text' ? tell(draft, input.text) : draft),
    attachmentIds: [...draft.attachmentIds, ...input.attachmentIds],
    hushed: true,
  };
  const kept = hasSubstance(heard) && heard.stage === 'start' ? { ...heard, stage: 'what' as const } : heard;
  return draft.hushed ? say(kept) : say(kept, textsOf(draft).tooMany);
}
