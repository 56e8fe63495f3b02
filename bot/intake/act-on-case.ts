import type { CaseEvent } from '../../core/lifecycle/events.ts';
import type { Draft } from './draft.ts';
import type { Pending } from './pending.ts';
import type { Input, StepResult } from './step.ts';

/** The step says this of a filed case, and waits for what `pending` asks. */
export function tellOf(draft: Draft, answers: string[], pending: Pending | null = null): StepResult {
  return { draft, answers, effects: [], done: false, pending };
}

/** The step lets this happen to a filed case; what the citizen is told of it comes with the effect. */
export function actOn(
  draft: Draft,
  number: string,
  event: CaseEvent,
  data: Record<string, unknown>,
  more: { answers?: string[]; pending?: Pending } = {},
): StepResult {
  const { answers = [], pending = null } = more;
  return { draft, answers, effects: [{ type: 'event', number, event, data }], done: false, pending };
}

export type Said = Pick<Input, 'text' | 'attachmentIds' | 'location'>;

/** A message as it is added to a case: in words, with its photographs and place. */
export function additionOf({ text, attachmentIds, location }: Said) {
  const parts = [
    text.trim(),
    location ? `位置：${location.label}（${location.latitude}，${location.longitude}）` : '',
    attachmentIds.length > 0 ? `照片 ${attachmentIds.length} 张` : '',
  ];
  return {
    text: parts.filter(Boolean).join('\n').slice(0, 5000),
    ...(attachmentIds.length > 0 ? { attachmentIds: [...attachmentIds] } : {}),
    ...(location ? { location } : {}),
  };
}

export const saidIn = ({ text, attachmentIds, location }: Input) => ({
  text,
  attachmentIds: [...attachmentIds],
  location,
});
