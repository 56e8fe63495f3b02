import type {
  Attachment,
  Citizen,
  Conversation,
  Message,
  Prisma,
  PrismaClient,
} from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { findQuietEnd } from './quiet.ts';

/** A message and all that its handling may read or change; nobody else handles this citizen meanwhile. */
export interface Turn {
  tx: Transaction;
  citizen: Citizen;
  /** The citizen's open conversation; created where there was none. */
  conversation: Conversation;
  message: Message & { attachments: Attachment[] };
}

/** What came of a turn; written in the transaction that handled the message. */
export interface TurnResult {
  draft: Prisma.InputJsonObject;
  /** Whether the conversation is over and the next message opens another. */
  done: boolean;
  answers: readonly string[];
}

export interface Answered {
  messageIds: string[];
}

async function openConversation(
  tx: Transaction,
  citizenId: string,
  draft: Prisma.InputJsonObject,
  now: Date,
) {
  const open = await tx.conversation.findFirst({ where: { citizenId, closedAt: null } });
  return open ?? tx.conversation.create({ data: { citizenId, draft, openedAt: now, touchedAt: now } });
}

/** Appends what the account says to a citizen; the rows are owed until a channel took them. */
export async function say(
  tx: Transaction,
  to: { citizen: Citizen; conversationId: string | null; answersId: string | null },
  texts: readonly string[],
  now: Date,
): Promise<string[]> {
  const ids: string[] = [];
  const notBefore = to.answersId === null ? await findQuietEnd(tx, to.citizen.channel, now) : null;
  for (const text of texts) {
    const { id } = await tx.message.create({
      data: {
        direction: 'out',
        channel: to.citizen.channel,
        citizenId: to.citizen.id,
        conversationId: to.conversationId,
        answersId: to.answersId,
        kind: 'text',
        text,
        notBefore,
        receivedAt: now,
      },
      select: { id: true },
    });
    ids.push(id);
  }
  return ids;
}

/**
 * Handles the citizen's oldest unhandled message: lock, load, step, store and answer in one transaction, so
 * that a message counts exactly once however often it is delivered or its process dies.
 * @returns null when nothing was waiting
 */
export async function takeTurn(
  db: PrismaClient,
  citizenId: string,
  freshDraft: Prisma.InputJsonObject,
  step: (turn: Turn) => Promise<TurnResult>,
  now: Date,
): Promise<Answered | null> {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM citizens WHERE id = ${citizenId}::uuid FOR NO KEY UPDATE`;
      const message = await tx.message.findFirst({
        where: { citizenId, direction: 'in', handledAt: null, failedAt: null },
        orderBy: { seq: 'asc' },
        include: { attachments: true },
      });
      if (!message) return null;
      const citizen = await tx.citizen.findUniqueOrThrow({ where: { id: citizenId } });
      const conversation = await openConversation(tx, citizenId, freshDraft, now);
      const { draft, done, answers } = await step({ tx, citizen, conversation, message });
      await tx.conversation.update({
        where: { id: conversation.id },
        data: { draft, version: { increment: 1 }, touchedAt: now, closedAt: done ? now : null },
      });
      await tx.message.update({
        where: { id: message.id },
        data: { handledAt: now, conversationId: conversation.id },
      });
      const to = { citizen, conversationId: conversation.id, answersId: message.id };
      return { messageIds: await say(tx, to, answers, now) };
    },
    { timeout: 15_000, maxWait: 10_000 },
  );
}

/**
 * Sets a message aside that could not be handled again and again: the citizen gets an apology, the draft
 * stays as it was, and the row keeps the error for people to look at.
 */
export async function setAside(
  db: PrismaClient,
  citizenId: string,
  error: string,
  apology: string,
  mostAttempts: number,
  now: Date,
): Promise<Answered | null> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM citizens WHERE id = ${citizenId}::uuid FOR NO KEY UPDATE`;
    const message = await tx.message.findFirst({
      where: { citizenId, direction: 'in', handledAt: null, failedAt: null },
      orderBy: { seq: 'asc' },
    });
    if (!message) return null;
    const attempts = message.attempts + 1;
    const failed = attempts >= mostAttempts;
    await tx.message.update({
      where: { id: message.id },
      data: { attempts, lastError: error.slice(0, 500), failedAt: failed ? now : null },
    });
    if (!failed) return null;
    const citizen = await tx.citizen.findUniqueOrThrow({ where: { id: citizenId } });
    const to = { citizen, conversationId: message.conversationId, answersId: message.id };
    return { messageIds: await say(tx, to, [apology], now) };
  });
}

/** Citizens of a channel whose messages wait since before `before`: the sweep's work. */
export async function listUnanswered(
  db: PrismaClient,
  channels: readonly string[],
  before: Date,
): Promise<string[]> {
  const rows = await db.message.findMany({
    where: {
      direction: 'in',
      channel: { in: [...channels] },
      handledAt: null,
      failedAt: null,
      receivedAt: { lt: before },
    },
    distinct: ['citizenId'],
    select: { citizenId: true },
    orderBy: { seq: 'asc' },
    take: 200,
  });
  return rows.map(({ citizenId }) => citizenId);
}
