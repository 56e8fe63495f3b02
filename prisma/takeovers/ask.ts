import { humanDue } from '../../core/deadlines.ts';
import type { Takeover } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { announceTakeover } from './announce.ts';

/** The citizen's open request for a person or the conversation that one holds; null where there is none. */
export async function findTakeover(tx: Transaction, citizenId: string): Promise<Takeover | null> {
  return tx.takeover.findFirst({ where: { citizenId, endedAt: null } });
}

/** Whether a person has the conversation now, and the bot is silent. */
export function isHeld(takeover: Pick<Takeover, 'takenAt' | 'leaseUntil'> | null, now: Date): boolean {
  return takeover?.takenAt != null && takeover.leaseUntil !== null && takeover.leaseUntil > now;
}

/** Asks for a person in the citizen's turn; asking again gives the request that is open already. */
export async function askForPerson(tx: Transaction, citizenId: string, now: Date): Promise<Takeover> {
  const open = await findTakeover(tx, citizenId);
  if (open && (open.takenAt === null || isHeld(open, now))) return open;
  // Whoever had it has gone, and the sweep has not been here yet.
  if (open) await tx.takeover.update({ where: { id: open.id }, data: { endedAt: now, endReason: 'left' } });
  const asked = await tx.takeover.create({ data: { citizenId, askedAt: now, dueAt: humanDue(now) } });
  await announceTakeover(tx, asked.id);
  return asked;
}

/** The citizen wants no person any more; one who is there already stays. */
export async function stopAsking(tx: Transaction, citizenId: string, now: Date): Promise<void> {
  const open = await findTakeover(tx, citizenId);
  if (!open || open.takenAt !== null) return;
  await tx.takeover.update({ where: { id: open.id }, data: { endedAt: now, endReason: 'cancelled' } });
  await announceTakeover(tx, open.id);
}

/** Notes in the citizen's turn that they said something that the person who has the conversation must answer. */
export async function noteHeard(
  tx: Transaction,
  takeover: Pick<Takeover, 'id' | 'heardAt'>,
  danger: boolean,
  now: Date,
): Promise<void> {
  await tx.takeover.update({
    where: { id: takeover.id },
    data: { heardAt: takeover.heardAt ?? now, ...(danger ? { alarmedAt: now } : {}) },
  });
  await announceTakeover(tx, takeover.id, danger);
}
