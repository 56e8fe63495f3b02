import { MinqingError } from '../../core/errors.ts';
import { type CaseEvent, eventTable } from '../../core/lifecycle/events.ts';
import type { CaseState } from '../../core/lifecycle/states.ts';
import { rowOf, transition } from '../../core/lifecycle/transition.ts';
import type { Case, Event, Prisma } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { type Acting, actorsOf } from './actor.ts';
import { announce } from './announce.ts';
import { catchUp } from './catch-up.ts';
import { effects } from './effects.ts';
import { factsOf, lockCase } from './load-case.ts';
import { type Owed, tell } from './tell.ts';

export interface EventRequest {
  caseId: string;
  event: CaseEvent;
  /** Parsed here by the event's own schema. */
  data?: unknown;
  acting: Acting;
  now: Date;
  /** The version that the actor saw; a change since then is a conflict. */
  ifVersion?: number | undefined;
  /** Whether the table's text goes out as a message; the bot answers in its own words instead. */
  tell?: boolean;
}

export interface EventResult {
  case: Case;
  event: Event;
  /** Messages that the committed transaction owes. */
  owed: Owed[];
}

/**
 * The one door through which a case changes: state, event and outgoing messages in the caller's transaction.
 * @throws MinqingError `not_found` (or not theirs to see), `forbidden`, `conflict`, `invalid`
 */
export async function applyEvent(tx: Transaction, request: EventRequest): Promise<EventResult> {
  const { caseId, event: name, acting, now } = request;
  const row = rowOf(name);
  const found = await lockCase(tx, caseId, acting);
  if (request.ifVersion !== undefined && request.ifVersion !== found.row.version)
    throw new MinqingError('conflict', '这件工单刚刚被别人处理过，请刷新后再操作');
  requireClaim(found.row, acting, now);
  const state = transition(name, found.row.state as CaseState, actorsOf(acting), factsOf(found, acting));
  const data = parseNeeds(name, request.data);
  const change = (await effects[name]?.({ tx, found, acting, now, data })) ?? {};
  const stateSince = state === found.row.state ? {} : { stateSince: now, remindedAt: null };
  const changed = await tx.case.update({
    where: { id: caseId },
    data: { ...stateSince, ...change, state, version: { increment: 1 } },
  });
  const event = await tx.event.create({
    data: {
      caseId,
      name,
      fromState: found.row.state,
      toState: state,
      actor: acting.type,
      userId: acting.type === 'user' ? acting.userId : null,
      departmentCode: acting.type === 'user' ? acting.departmentCode : null,
      data: data as Prisma.InputJsonObject,
      caseVersion: changed.version,
      at: now,
    },
  });
  const owed = row.told && request.tell !== false ? await tell(tx, changed, event, row.told, now) : [];
  if (name === 'merge' && request.tell !== false) owed.push(...(await catchUp(tx, changed, event, now)));
  await announce(tx, changed);
  return { case: changed, event, owed: [...owed, ...(await freeMerged(tx, changed, name, now))] };
}

/** What ends a case for its own citizen's sake alone: the matters of others that were merged into it go on. */
const endsAlone: readonly CaseEvent[] = ['withdraw', 'citizen_silent'];

async function freeMerged(tx: Transaction, master: Case, name: CaseEvent, now: Date): Promise<Owed[]> {
  if (!endsAlone.includes(name)) return [];
  const merged = await tx.case.findMany({
    where: { masterId: master.id, state: 'merged' },
    select: { id: true },
    orderBy: { filedAt: 'asc' },
  });
  const owed: Owed[] = [];
  for (const { id } of merged) {
    const data = { reason: `主工单 ${master.number} 已经结束` };
    const acting = { type: 'system' } as const;
    owed.push(...(await applyEvent(tx, { caseId: id, event: 'unmerge', data, acting, now })).owed);
  }
  return owed;
}

/** A case under another reviewer's live claim is theirs to decide. */
function requireClaim(row: Case, acting: Acting, now: Date): void {
  if (acting.type !== 'user' || row.state !== 'awaiting_review') return;
  const held = row.claimedById && row.claimedUntil && row.claimedUntil > now;
  if (held && row.claimedById !== acting.userId)
    throw new MinqingError('conflict', '另一位受理员正在处理这件工单');
}

function parseNeeds(name: CaseEvent, data: unknown): object {
  const parsed = eventTable[name].needs.safeParse(data ?? {});
  if (parsed.success) return parsed.data;
  const detail = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [path.join('.') || '.', message]),
  );
  throw new MinqingError('invalid', Object.values(detail).join(';'), { detail });
}
