import { z } from 'zod';

/** Where the conversation stands: what the next message is most likely about. */
export const stages = ['start', 'what', 'where', 'since', 'contact', 'confirm'] as const;
export type Stage = (typeof stages)[number];

export const draftVersion = 1;

/** A complaint in the making, as the conversation's row keeps it. */
export const draft = z.object({
  draftVersion: z.literal(draftVersion),
  stage: z.enum(stages),
  /** Everything the citizen said about the matter, in their own words and order. */
  told: z.array(z.string()),
  place: z.string().nullable(),
  since: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** The citizen said no to leaving a way to reach them. */
  anonymous: z.boolean(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  sceneId: z.string().nullable(),
  attachmentIds: z.array(z.string()),
  /** Questions that were asked already: none is asked twice. */
  asked: z.array(z.enum(stages)),
  danger: z.boolean(),
});
export type Draft = z.infer<typeof draft>;

export function freshDraft(): Draft {
  return {
    draftVersion,
    stage: 'start',
    told: [],
    place: null,
    since: null,
    name: null,
    phone: null,
    anonymous: false,
    location: null,
    sceneId: null,
    attachmentIds: [],
    asked: [],
    danger: false,
  };
}

/** The stored draft; one of another version or shape is kept as told words, never dropped. */
export function readDraft(stored: unknown): Draft {
  const parsed = draft.safeParse(stored);
  if (parsed.success) return parsed.data;
  const told = (stored as { told?: unknown } | null)?.told;
  const kept = Array.isArray(told) ? told.filter((text) => typeof text === 'string') : [];
  return { ...freshDraft(), told: kept };
}

/** Whether there is a matter that must not be lost. */
export function hasSubstance({ told, attachmentIds }: Draft): boolean {
  return told.join('').length >= 4 || attachmentIds.length > 0;
}
