import { randomUUID } from 'node:crypto';
import { createBatches } from '../core/batches.ts';
import { describeError } from '../core/errors.ts';
import { createPace } from '../core/pace.ts';
import type { Queues } from '../core/queue/queues.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';
import type { Finished } from '../prisma/conversations/finish-turns.ts';
import type { Turn, WaitingMessage } from '../prisma/conversations/load-turns.ts';
import { findReply } from '../prisma/conversations/owed-messages.ts';
import { type Arrival, recordMessages } from '../prisma/conversations/record-messages.ts';
import { listUnanswered, setAside } from '../prisma/conversations/set-aside.ts';
import { createTurns, type Decision } from '../prisma/conversations/take-turn.ts';
import { isPassing } from '../prisma/passing-error.ts';
import { carryOut, type Nudges } from './carry-out.ts';
import { createCoalescer } from './coalesce.ts';
import { contextOf } from './context-of.ts';
import type { Deliverer } from './deliver.ts';
import { fetchMedia, lacksPhoto, type MediaParts, owesMedia } from './fetch-media.ts';
import { hearForPerson } from './hear-for-person.ts';
import type { Accepted, Incoming } from './incoming.ts';
import { freshDraft, readDraft } from './intake/draft.ts';
import { type Input, step } from './intake/step.ts';
import { zh as texts } from './intake/texts/zh.ts';
import { keepMedia } from './keep-media.ts';
import type { City } from './load-city.ts';
import { countTogether, joinInputs, listenOn, type QuietPeriod } from './utterance.ts';

/** Tries of one message before the citizen gets an apology and people look at it. */
const mostAttempts = 3;
/** Messages that are written down in one statement. */
const mostTogether = 100;
/** What waits for less is most likely in the hands of a process that lives. */
const sweepAfterMs = 5_000;

export interface HandlerParts extends MediaParts {
  /** Connections that only write messages down: WeChat waits for these, so they must not queue behind turns. */
  doorDb?: PrismaClient;
  /** Whether somebody came to the door since it was last asked. */
  isArriving?: () => boolean;
  queues: Pick<Queues, 'nudge'>;
  deliverer: Deliverer;
  city: City;
  now: () => Date;
  quiet?: QuietPeriod;
}

const noQuiet: QuietPeriod = { ms: 0, mostMs: 0, wait: async () => {} };

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
  const { db, queues, deliverer, city, logger, now, quiet = noQuiet } = parts;
  const turns = createTurns(db);
  const myTurn = createPace(parts.isArriving);
  const doorDb = parts.doorDb ?? db;
  const record = createBatches(
    (arrivals: readonly Arrival[]) => recordMessages(doorDb, arrivals),
    mostTogether,
  );

  function decide(turn: Turn, nudges: Nudges): Decision {
    const heard = hearForPerson(turn, now());
    if (heard) return heard;
    const { citizen, conversation } = turn;
    const draft = conversation ? readDraft(conversation.draft) : freshDraft();
    const together = utteranceOf(turn);
    const [first, ...rest] = together.map(inputOf);
    const result = step(draft, joinInputs([first!, ...rest]), contextOf(turn, city, now()));
    const { draft: next, done, answers, effects, pending = null, afterwards = [] } = result;
    const decision = {
      draft: next,
      done,
      answers,
      pending: pending as Prisma.InputJsonObject | null,
      messageIds: together.map(({ id }) => id),
    };
    const { language } = next;
    if (effects.length === 0 && language === citizen.language)
      return { ...decision, answers: [...answers, ...afterwards] };
    const act: Decision['act'] = async (tx, conversationId) => {
      Object.assign(nudges, { classify: [], deliver: [] } satisfies Nudges);
      // What the citizen is written to in by others, too.
      if (language !== citizen.language)
        await tx.citizen.update({ where: { id: citizen.id }, data: { language } });
      const place = { tx, citizen: { ...citizen, language }, conversation: { id: conversationId } };
      return carryOut(place, result, nudges, now());
    };
    return { ...decision, act };
  }

  /** Citizens whose last turn failed: their messages are taken one by one, so that only the bad one is set aside. */
  const troubled = new Set<string>();
  const utteranceOf = ({ citizen, waiting }: Turn) =>
    waiting.slice(0, troubled.has(citizen.id) ? 1 : countTogether(waiting, quiet));

  /** @returns whether the next message may be looked at */
  async function giveUp(messageId: string, error: unknown): Promise<boolean> {
    logger.error({ err: error, messageId }, 'could not handle a message');
    return setAside(db, messageId, describeError(error), texts.apology, mostAttempts, now());
  }

  /** What is owed when a turn is over. */
  async function leave(citizenId: string, finished: Finished, nudges: Nudges): Promise<void> {
    if (finished.claimed.length > 0)
      await deliverer.claimed({ messages: finished.claimed, until: finished.until });
    else await deliverer.toCitizen(citizenId);
    for (const caseId of nudges.classify) await queues.nudge('classify', { caseId });
    for (const owed of nudges.deliver) await queues.nudge('deliver', owed);
  }

  /** @returns whether there may be more to handle */
  async function handleNext(citizenId: string): Promise<boolean> {
    const turn = await turns.load(citizenId);
    if (!turn) return false;
    const listening = troubled.has(citizenId) ? 0 : listenOn(turn.waiting, now(), quiet);
    if (listening > 0) {
      await quiet.wait(listening);
      return true;
    }
    const { message } = turn;
    try {
      const owing = utteranceOf(turn).find(owesMedia);
      if (owing) {
        await fetchMedia(parts, owing);
        return true;
      }
      await myTurn();
      const nudges: Nudges = { classify: [], deliver: [] };
      const finished = await turns.finish(turn, decide(turn, nudges), now());
      if (!finished) return true;
      troubled.delete(citizenId);
      await leave(citizenId, finished, nudges);
      return finished.more;
    } catch (error) {
      // The database's trouble is no fault of the message: the sweep takes it up again, and nothing is counted.
      if (isPassing(error)) throw error;
      troubled.add(citizenId);
      if (!(await giveUp(message.id, error))) return false;
      await deliverer.toCitizen(citizenId);
      return true;
    }
  }

  const drain = createCoalescer(async (citizenId) => {
    while (await handleNext(citizenId));
  });

  return {
    async accept(incoming) {
      const { image, mediaId, location, scene, menuKey, details, ...message } = incoming;
      const attachment = image ? await keepMedia(parts.files, image) : null;
      const content = contentOf(incoming);
      if (message.channelMessageId === '') message.channelMessageId = randomUUID();
      const recorded = await record({ ...message, content, attachment });
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
      const before = new Date(now().getTime() - sweepAfterMs);
      for (const citizenId of await listUnanswered(db, [channel], before)) await drain(citizenId);
    },
  };
}

function contentOf({ location, scene, menuKey, mediaId, details }: Incoming): Prisma.InputJsonObject | null {
  if (location) return location;
  if (scene !== null) return { scene };
  if (menuKey !== null) return { menuKey };
  const told = (details as Prisma.InputJsonObject | undefined) ?? null;
  return mediaId ? { ...told, mediaId } : told;
}

function inputOf(message: WaitingMessage): Input {
  const content = (message.content ?? {}) as {
    latitude?: number;
    longitude?: number;
    label?: string;
    scene?: string;
    menuKey?: string;
    kind?: string;
  };
  const { latitude, longitude, label = '', scene = null, menuKey = null, kind: original = null } = content;
  const located = latitude !== undefined && longitude !== undefined;
  return {
    kind: lacksPhoto(message) ? 'other' : (message.kind as Input['kind']),
    text: message.text,
    attachmentIds: message.attachmentIds,
    location: located ? { latitude, longitude, label } : null,
    scene,
    menuKey,
    original,
  };
}
