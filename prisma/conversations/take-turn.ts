import { randomUUID } from 'node:crypto';
import { createBatches } from '../../core/batches.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { jsonRows } from '../json-rows.ts';
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

/**
 * Changes in the transaction that handles the message; called again when that is rolled back and tried anew.
 * @returns further answers
 */
export type Act = (tx: Transaction, conversationId: string) => Promise<readonly string[]>;

export interface Turns {
  /** What waits of this citizen; null when nothing does. */
  load(citizenId: string): Promise<Turn | null>;
  /** @returns null when another process was faster or the citizen wrote meanwhile: load it anew */
  finish(turn: Turn, decision: Decision, now: Date): Promise<Finished | null>;
}

/** Citizens whose turns go together to the database and back. */
const together = 100;
/** Turns that file or change cases, in one transaction: each holds its cases until the last is done. */
const actingTogether = 16;

/** Thrown out of a transaction, so that nothing of it stays. */
class Overtaken extends Error {}

/** A turn that is thought out, to be written. */
interface Written {
  outcome: Outcome;
  act: Act;
  now: Date;
}

/**
 * Takes the citizens' locks, under which their conversations are the transaction's own, and opens them where there are
 * none. One whom somebody else holds is waited for only when it is the only one.
 */
const enter = (lock: 'FOR NO KEY UPDATE' | 'FOR NO KEY UPDATE SKIP LOCKED') => `
  WITH turn AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS t("citizenId" uuid, "conversationId" uuid, fresh boolean, at timestamptz)),
  citizen AS MATERIALIZED (
    SELECT id FROM citizens WHERE id IN (SELECT "citizenId" FROM turn) ORDER BY id ${lock}),
  started AS (
    INSERT INTO conversations (id, citizen_id, draft, opened_at, touched_at)
    SELECT t."conversationId", t."citizenId", '{}', t.at, t.at FROM turn t JOIN citizen ON citizen.id = t."citizenId"
    WHERE t.fresh ON CONFLICT DO NOTHING RETURNING id)
  SELECT t."citizenId" FROM turn t JOIN citizen ON citizen.id = t."citizenId"
  WHERE NOT t.fresh OR t."conversationId" IN (SELECT id FROM started)`;

async function enterAll(tx: Transaction, turns: readonly Written[]): Promise<void> {
  const rows = turns.map(({ outcome, now }) => ({
    citizenId: outcome.citizenId,
    conversationId: outcome.conversation.id,
    fresh: outcome.conversation.fresh,
    at: now,
  }));
  const lock = turns.length === 1 ? 'FOR NO KEY UPDATE' : 'FOR NO KEY UPDATE SKIP LOCKED';
  const entered = await tx.$queryRawUnsafe<unknown[]>(enter(lock), jsonRows(rows));
  if (entered.length < turns.length) throw new Overtaken();
}

/** Writes turns that change more than the conversation, in one transaction: all of them or none. */
async function finishActing(db: PrismaClient, turns: readonly Written[]): Promise<readonly Finished[]> {
  const { now } = turns.at(-1)!;
  return db.$transaction(
    async (tx) => {
      await enterAll(tx, turns);
      const outcomes: Outcome[] = [];
      for (const { outcome, act } of turns) {
        const { id, version, fresh } = outcome.conversation;
        const answers = [...outcome.answers, ...(await act(tx, id))];
        const conversation = { id, version: fresh ? 0 : version, fresh: false };
        outcomes.push({ ...outcome, conversation, answers });
      }
      const finished = await finishTurns(tx, outcomes, now, true);
      return finished.map((one) => {
        if (!one) throw new Overtaken();
        return one;
      });
    },
    { timeout: 15_000, maxWait: 10_000 },
  );
}

function outcomeOf(turn: Turn, { act: _, messageIds, ...decision }: Decision, now: Date): Outcome {
  const { citizen, conversation, message, takeover } = turn;
  return {
    ...decision,
    messageIds: messageIds ?? [message.id],
    citizenId: citizen.id,
    externalId: citizen.externalId,
    held: isHeld(takeover, now),
    conversation: {
      id: conversation?.id ?? randomUUID(),
      version: conversation?.version ?? 0,
      fresh: conversation === null,
    },
  };
}

/**
 * Turns without a lock while they are thought about: load, decide, write, and what was decided counts only if nothing
 * of it has changed meanwhile. So a message counts exactly once however often it is delivered, whichever processes take
 * it up and whenever one of them dies, and nobody holds a connection while they think.
 */
export function createTurns(db: PrismaClient): Turns {
  const load = createBatches((citizenIds: readonly string[]) => loadTurns(db, citizenIds), together);
  const acting = createBatches((turns: readonly Written[]) => finishActing(db, turns), actingTogether);
  const finish = createBatches((turns: readonly Omit<Written, 'act'>[]) => {
    const outcomes = turns.map(({ outcome }) => outcome);
    return finishTurns(db, outcomes, turns.at(-1)!.now, false);
  }, together);

  return {
    load,
    async finish(turn, decision, now) {
      const outcome = outcomeOf(turn, decision, now);
      if (decision.act) {
        return acting({ outcome, act: decision.act, now }).catch((error: unknown) => {
          if (error instanceof Overtaken) return null;
          throw error;
        });
      }
      // Somebody may only hold the citizen for a moment.
      return (await finish({ outcome, now })) ?? (await finishTurns(db, [outcome], now, true))[0] ?? null;
    },
  };
}
