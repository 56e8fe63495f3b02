import { randomUUID } from 'node:crypto';
import { describeError } from '../core/errors.ts';
import type { CaseState } from '../core/lifecycle/states.ts';
import type { Logger } from '../core/logger.ts';
import { maskText } from '../core/mask.ts';
import type { Queues } from '../core/queue/queues.ts';
import type { PrismaClient } from '../prisma/client.ts';
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
import type { Incoming } from './incoming.ts';
import { freshDraft, readDraft } from './intake/draft.ts';
import { type Context, type Input, step } from './intake/step.ts';
import { texts } from './intake/texts.ts';
import { keepImage } from './keep-image.ts';
import type { City } from './load-city.ts';

/** Tries of one message before the citizen gets an apology and people look at it. */
const mostAttempts = 3;
const knownCases = 10;

export interface HandlerParts {
  db: PrismaClient;
  queues: Pick<Queues, 'nudge'>;
  deliverer: Deliverer;
  city: City;
  attachmentsDir: string;
  logger: Logger;
  now: () => Date;
}

export interface Handler {
  /** Accepts a message: once it resolves the message is written down and will be answered. */
  accept(incoming: Incoming): Promise<void>;
  /** Handles whatever waits of this citizen, in order, and delivers the answers. */
  drain(citizenId: string): Promise<void>;
  /** Finds messages again whose process died before it handled them. */
  sweep(channel: string): Promise<void>;
}

/** The way of a message: record, take the citizen's turn, step, store, answer. */
export function createHandler(parts: HandlerParts): Handler {
  const { db, queues, deliverer, city, logger, now } = parts;

  async function loadContext({ tx, citizen }: Turn): Promise<Context> {
    const complaints = await tx.complaint.findMany({
      where: { citizenId: citizen.id },
      orderBy: { createdAt: 'desc' },
      take: knownCases,
      include: { case: { include: { department: { select: { shortName: true } } } } },
    });
    return {
      ...city,
      cases: complaints.map(({ text, case: row }) => ({
        number: row.number,
        state: row.state as CaseState,
        summary: maskText(text).replace(/\s+/g, ' ').slice(0, 40),
        department: row.department?.shortName ?? null,
      })),
    };
  }

  async function handleTurn(turn: Turn, nudges: Nudges): Promise<TurnResult> {
    const draft = readDraft(turn.conversation.draft);
    const result = step(draft, inputOf(turn), await loadContext(turn));
    const said = await carryOut(turn, result, nudges, now());
    return { draft: result.draft, done: result.done, answers: [...result.answers, ...said] };
  }

  async function giveUp(citizenId: string, error: unknown): Promise<boolean> {
    logger.error({ err: error, citizenId }, 'could not handle a message');
    const aside = await setAside(db, citizenId, describeError(error), texts.apology, mostAttempts, now());
    return aside !== null;
  }

  async function drain(citizenId: string): Promise<void> {
    for (;;) {
      const nudges: Nudges = { classify: [], deliver: [] };
      try {
        const answered = await takeTurn(
          db,
          citizenId,
          freshDraft(),
          (turn) => handleTurn(turn, nudges),
          now(),
        );
        if (!answered) break;
      } catch (error) {
        if (!(await giveUp(citizenId, error))) break;
      }
      await deliverer.toCitizen(citizenId);
      for (const caseId of nudges.classify) await queues.nudge('classify', { caseId });
      for (const owed of nudges.deliver) await queues.nudge('deliver', owed);
    }
  }

  return {
    async accept(incoming) {
      const { image, location, scene, menuKey, ...message } = incoming;
      const attachment = image ? await keepImage(parts.attachmentsDir, image) : null;
      const content = location ?? (scene !== null ? { scene } : menuKey !== null ? { menuKey } : null);
      if (message.channelMessageId === '') message.channelMessageId = randomUUID();
      const { citizenId } = await recordMessage(db, { ...message, content, attachment });
      // Accepted: what follows is retried by the sweep, so the channel need not wait for it.
      drain(citizenId).catch((error: unknown) => logger.error({ err: error, citizenId }, 'turn failed'));
    },
    drain,
    async sweep(channel) {
      const before = new Date(now().getTime() - 2_000);
      for (const citizenId of await listUnanswered(db, [channel], before)) await drain(citizenId);
    },
  };
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
    kind: message.kind as Input['kind'],
    text: message.text,
    attachmentIds: message.attachments.map(({ id }) => id),
    location: located ? { latitude, longitude, label } : null,
    scene,
    menuKey,
  };
}
