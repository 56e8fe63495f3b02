import { randomUUID } from 'node:crypto';
import { describeError } from '../core/errors.ts';
import type { Queues } from '../core/queue/queues.ts';
import type { Prisma } from '../prisma/client.ts';
import { findReply } from '../prisma/conversations/owed-messages.ts';
import { recordMessage } from '../prisma/conversations/record-message.ts';
import {
  listUnanswered,
  setAside,
  type Turn,
  type TurnResult,
  takeTurn,
} from '../prisma/conversations/take-turn.ts';
import { carryOut, type Nudges } from './carry-out.ts';
import type { Deliverer } from './deliver.ts';
import { fetchPhoto, lacksPhoto, owesPhoto, PhotoOwed, type PhotoParts } from './fetch-photo.ts';
import { hearForPerson } from './hear-for-person.ts';
import type { Accepted, Incoming } from './incoming.ts';
import { freshDraft, readDraft } from './intake/draft.ts';
import { type Input, step } from './intake/step.ts';
import { texts } from './intake/texts.ts';
import { keepImage } from './keep-image.ts';
import type { City } from './load-city.ts';
import { loadContext } from './load-context.ts';
import { createCoalescer, createLimit } from './take-turns.ts';

/** Tries of one message before the citizen gets an apology and people look at it. */
const mostAttempts = 3;
/** Turns at once in one process: each holds a connection of the pool, and accepting messages needs some. */
const mostTurns = 6;

export interface HandlerParts extends PhotoParts {
  queues: Pick<Queues, 'nudge'>;
  deliverer: Deliverer;
  city: City;
  now: () => Date;
}

export interface Handler {
  /** Accepts a message: once it resolves the message is written down and will be answered. */
  accept(incoming: Incoming): Promise<Accepted>;
  /** Handles whatever waits of this citizen, in order, and delivers the answers. */
  drain(citizenId: string): Promise<void>;
  /** Finds messages again whose process died before it handled them. */
  sweep(channel: string): Promise<void>;
}

/** The way of a message: record, take the citizen's turn, step, store, answer. */
export function createHandler(parts: HandlerParts): Handler {
  const { db, queues, deliverer, city, logger, now } = parts;

  async function handleTurn(turn: Turn, nudges: Nudges): Promise<TurnResult> {
    if (owesPhoto(turn.message)) throw new PhotoOwed(turn.message);
    const heard = await hearForPerson(turn, now());
    if (heard) return heard;
    const draft = readDraft(turn.conversation.draft);
    const result = step(draft, inputOf(turn), await loadContext(turn, city, now()));
    const said = await carryOut(turn, result, nudges, now());
    return { draft: result.draft, done: result.done, answers: [...result.answers, ...said] };
  }

  async function giveUp(citizenId: string, error: unknown): Promise<boolean> {
    logger.error({ err: error, citizenId }, 'could not handle a message');
    const aside = await setAside(db, citizenId, describeError(error), texts.apology, mostAttempts, now());
    return aside !== null;
  }

  const inTurn = createLimit(mostTurns);
  const take = (citizenId: string, nudges: Nudges) =>
    inTurn(() => takeTurn(db, citizenId, freshDraft(), (turn) => handleTurn(turn, nudges), now()));

  /** @returns whether a message was handled, and the next may be looked at */
  async function handleNext(citizenId: string, nudges: Nudges): Promise<boolean> {
    try {
      return (await take(citizenId, nudges)) !== null;
    } catch (error) {
      if (!(error instanceof PhotoOwed)) return giveUp(citizenId, error);
      await fetchPhoto(parts, error.turnMessage);
      return true;
    }
  }

  const drain = createCoalescer(async (citizenId) => {
    for (;;) {
      const nudges: Nudges = { classify: [], deliver: [] };
      if (!(await handleNext(citizenId, nudges))) break;
      await deliverer.toCitizen(citizenId);
      for (const caseId of nudges.classify) await queues.nudge('classify', { caseId });
      for (const owed of nudges.deliver) await queues.nudge('deliver', owed);
    }
  });

  return {
    async accept(incoming) {
      const { image, mediaId, location, scene, menuKey, details, ...message } = incoming;
      const attachment = image ? await keepImage(parts.attachmentsDir, image) : null;
      const content = contentOf(incoming);
      if (message.channelMessageId === '') message.channelMessageId = randomUUID();
      const recorded = await recordMessage(db, { ...message, content, attachment });
      const { messageId, citizenId, repeated } = recorded;
      // Accepted: what follows is retried by the sweep, so the channel need not wait for it.
      const settled =
        incoming.kind === 'event'
          ? Promise.resolve()
          : drain(citizenId).catch((error: unknown) =>
              logger.error({ err: error, citizenId }, 'turn failed'),
            );
      return { repeated, settled, keptReply: () => findReply(db, messageId) };
    },
    drain,
    async sweep(channel) {
      const before = new Date(now().getTime() - 2_000);
      for (const citizenId of await listUnanswered(db, [channel], before)) await drain(citizenId);
    },
  };
}

function contentOf({ location, scene, menuKey, mediaId, details }: Incoming): Prisma.InputJsonObject | null {
  if (location) return location;
  if (scene !== null) return { scene };
  if (menuKey !== null) return { menuKey };
  if (mediaId) return { mediaId };
  return (details as Prisma.InputJsonObject | undefined) ?? null;
}

function inputOf({ message }: Turn): Input {
  const content = (message.content ?? {}) as {
    latitude?: number;
    longitude?: number;
    label?: string;
    scene?: string;
    menuKey?: string;
  };
  const { latitude, longitude, label = '', scene = null, menuKey = null } = content;
  const located = latitude !== undefined && longitude !== undefined;
  return {
    kind: lacksPhoto(message) ? 'other' : (message.kind as Input['kind']),
    text: message.text,
    attachmentIds: message.attachments.map(({ id }) => id),
    location: located ? { latitude, longitude, label } : null,
    scene,
    menuKey,
  };
}
