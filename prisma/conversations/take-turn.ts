import { randomUUID } from 'node:crypto';
import { createBatches } from '../../core/batches.ts';
import { createLimit } from '../../core/limit.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { isHeld } from '../takeovers/ask.ts';
import type { Transaction } from '../transaction.ts';
import { type Finished, finishTurns, type Outcome } from './finish-turns.ts';
import { loadTurns, type Turn } from './load-turns.ts';

/** What a message comes to. */
export interface Decision {
  draft: Prisma.InputJsonObject;
  /** Whether the conversation is over and the next message opens another. */
  done: boolean;
  answers: readonly string[];
  /** What is asked about filed cases from now on; absent: as before. */
  pending?: Prisma.InputJsonObject | null;
  /** The messages that it answers, of those that wait; absent: the oldest. */
  messageIds?: readonly string[];
  /** What it changes besides. */
  act?: Act;
}

/** Changes in the transaction that handles the message. @returns further answers */
export type Act = (tx: Transaction, conversationId: string) => Promise<readonly string[]>;

export interface Turns {
  /** What waits of this citizen; null when nothing does. */
  load(citizenId: string): Promise<Turn | null>;
  /** @returns null when another process was faster or the citizen wrote meanwhile: load it anew */
  finish(turn: Turn, decision: Decision, now: Date): Promise<Finished | null>;
}

/** Citizens whose turns go together to the database and back. */
const together = 100;

/** Turns at once that change more than the conversation: each holds a connection of the pool, and others need some. */
const mostActing = 5;

/** Thrown out of a transaction, so that nothing of it stays. */
class Overtaken extends Error {}

/** Takes the citizen's lock, under which the conversation is the transaction's own, and opens it where there is none. */
async function enter(tx: Transaction, turn: Turn, conversationId: string, now: Date): Promise<void> {
  const fresh = turn.conversation === null;
  const rows = await tx.$queryRaw<unknown[]>`
    WITH citizen AS (SELECT id FROM citizens WHERE id = ${turn.citizen.id}::uuid FOR NO KEY UPDATE),
    started AS (
      INSERT INTO conversations (id, citizen_id, draft, opened_at, touched_at)
      SELECT ${conversationId}::uuid, id, '{}', ${now}, ${now} FROM citizen WHERE ${fresh}
      ON CONFLICT DO NOTHING RETURNING id)
    SELECT id FROM citizen WHERE NOT ${fresh} OR EXISTS (SELECT 1 FROM started)`;
  if (rows.length === 0) throw new Overtaken();
}

/**
 * Turns without a lock while they are thought about: load, decide, write, and what was decided counts only if nothing
 * of it has changed meanwhile. So a message counts exactly once however often it is delivered, whichever processes take
 * it up and whenever one of them dies, and nobody holds a connection while they think.
 */
export function createTurns(db: PrismaClient): Turns {
  const inTurn = createLimit(mostActing);
  const load = createBatches((citizenIds: readonly string[]) => loadTurns(db, citizenIds), together);
  const finish = createBatches(
    (turns: readonly { outcome: Outcome; now: Date }[]) =>
      finishTurns(
        db,
        turns.map(({ outcome }) => outcome),
        turns.at(-1)!.now,
        false,
      ),
    together,
  );

  async function finishActing(turn: Turn, outcome: Outcome, act: Act, now: Date): Promise<Finished | null> {
    const { id, version, fresh } = outcome.conversation;
    try {
      return await db.$transaction(
        async (tx) => {
          await enter(tx, turn, id, now);
          const answers = [...outcome.answers, ...(await act(tx, id))];
          const conversation = { id, version: fresh ? 0 : version, fresh: false };
          const [finished] = await finishTurns(tx, [{ ...outcome, conversation, answers }], now, true);
          if (!finished) throw new Overtaken();
          return finished;
        },
        { timeout: 15_000, maxWait: 10_000 },
      );
    } catch (error) {
      if (error instanceof Overtaken) return null;
      throw error;
    }
  }

  return {
    load,
    async finish(turn, { act, messageIds = [turn.message.id], ...decision }, now) {
      const { citizen, conversation } = turn;
      const outcome: Outcome = {
        ...decision,
        messageIds,
        citizenId: citizen.id,
        externalId: citizen.externalId,
        held: isHeld(turn.takeover, now),
        conversation: {
          id: conversation?.id ?? randomUUID(),
          version: conversation?.version ?? 0,
          fresh: conversation === null,
        },
      };
      if (act) return inTurn(() => finishActing(turn, outcome, act, now));
      const finished = await finish({ outcome, now });
      // Somebody may only hold the citizen for a moment.
      return finished ?? (await finishTurns(db, [outcome], now, true))[0] ?? null;
    },
  };
}
