import type { Told } from '../../core/lifecycle/events.ts';
import type { CaseState } from '../../core/lifecycle/states.ts';
import type { Case, Event } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { type Owed, tell } from './tell.ts';

/** What the master's citizens have heard already by the time it is in this state. */
const heard: Partial<Record<CaseState, Told>> = {
  awaiting_signature: 'dispatched',
  in_hand: 'dispatched',
  return_review: 'dispatched',
  ruling: 'dispatched',
  answer_review: 'dispatched',
  return_visit: 'answered',
};

/** Tells the citizens of a case that was just merged where their master stands: they were not told with the others. */
export async function catchUp(tx: Transaction, merged: Case, event: Event, now: Date): Promise<Owed[]> {
  const master = merged.masterId && (await tx.case.findUnique({ where: { id: merged.masterId } }));
  const told = master && heard[master.state as CaseState];
  // It was never with another unit for them.
  return told ? tell(tx, merged, event, told, now, { ...master, returns: 0 }) : [];
}
