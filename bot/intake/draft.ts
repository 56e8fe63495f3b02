import { z } from 'zod';
import { kinds, languages } from '../../core/words.ts';

/** What the bot may ask for, one at a time. */
export const questionOrder = ['where', 'when', 'hours', 'who', 'contact'] as const;
export type Question = (typeof questionOrder)[number];

/**
 * Where the conversation stands: what the next message is most likely about. `offered`: a question was answered, or it
 * was said who is responsible, and the citizen may still file.
 */
export const stages = ['start', 'what', ...questionOrder, 'confirm', 'offered'] as const;
export type Stage = (typeof stages)[number];

export const draftVersion = 2;

/** A complaint in the making, as the conversation's row keeps it. */
export const draft = z.object({
  draftVersion: z.literal(draftVersion),
  stage: z.enum(stages),
  /** Of the answers. */
  language: z.enum(languages),
  /** Everything the citizen said about the matter, in their own words and order. */
  told: z.array(z.string()),
  /** What it is about: a name of `data/matters.tsv`. */
  matter: z.string().nullable(),
  /** Where the citizen said outright what it is. */
  kind: z.enum(kinds).nullable(),
  place: z.string().nullable(),
  /** Name of the neighbourhood whose code was scanned. */
  scenePlace: z.string().nullable(),
  since: z.string().nullable(),
  /** At what hours of the day. */
  hours: z.string().nullable(),
  /** Whom it is about: an employer, a shop, a vehicle. */
  who: z.string().nullable(),
  wish: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** The citizen said no to leaving a way to reach them. */
  anonymous: z.boolean(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  sceneId: z.string().nullable(),
  attachmentIds: z.array(z.string()),
  /** Questions that were asked already: none is asked twice. */
  asked: z.array(z.enum(stages)),
  /** Remarks that are made once in a conversation, such as that anger was heard. */
  remarked: z.array(z.string()),
  danger: z.boolean(),
  /** Its place among the matters of the conversation. */
  ordinal: z.number(),
  /** A flood of messages is being listened to without answers. */
  hushed: z.boolean(),
  /** The last text, to know one that is sent again and again. */
  lastHeard: z.string(),
});
export type Draft = z.infer<typeof draft>;

export function freshDraft(): Draft {
  return {
    draftVersion,
    stage: 'start',
    language: 'zh',
    told: [],
    matter: null,
    kind: null,
    place: null,
    scenePlace: null,
    since: null,
    hours: null,
    who: null,
    wish: null,
    name: null,
    phone: null,
    anonymous: false,
    location: null,
    sceneId: null,
    attachmentIds: [],
    asked: [],
    remarked: [],
    danger: false,
    ordinal: 0,
    hushed: false,
    lastHeard: '',
  };
}

/** The stored draft; of another version, every field that still fits is kept, the told words before all. */
export function readDraft(stored: unknown): Draft {
  const parsed = draft.safeParse(stored);
  if (parsed.success) return parsed.data;
  const kept: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(draft.shape)) {
    const field = rule.safeParse((stored as Record<string, unknown> | null)?.[name]);
    if (field.success) kept[name] = field.data;
  }
  const told = (stored as { told?: unknown } | null)?.told;
  if (Array.isArray(told)) kept.told = told.filter((text) => typeof text === 'string');
  return { ...freshDraft(), ...kept, draftVersion } as Draft;
}

/** Whether there is a matter that must not be lost. */
export function hasSubstance({ told, attachmentIds, matter }: Draft): boolean {
  return told.join('').length >= 4 || (matter !== null && told.length > 0) || attachmentIds.length > 0;
}

/** The place in words, as far as one is known. */
export function placeOf({ place, scenePlace }: Draft): string | null {
  return place ?? scenePlace;
}
