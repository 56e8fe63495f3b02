import { MinqingError } from '../../core/errors.ts';
import type { Facts } from '../../core/lifecycle/transition.ts';
import { type Allowing, findAllowing } from '../automation/find-allowing.ts';
import type { Assignment, Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { type Acting, isDepartmental } from './actor.ts';

/** A locked case with the rows that its rules look at. */
export interface LockedCase {
  row: Case;
  /** Live assignments of the present round. */
  assignments: Assignment[];
  /** The permission to dispatch it without review; looked for only where the system acts. */
  allowing?: Allowing | null;
}

const unknown = () => new MinqingError('not_found', '没有找到这个工单');

/**
 * Locks the case for the rest of the transaction.
 * @throws MinqingError `not_found` also where the actor may not know of it, so that nothing is revealed
 */
export async function lockCase(tx: Transaction, caseId: string, acting: Acting): Promise<LockedCase> {
  await tx.$queryRaw`SELECT id FROM cases WHERE id = ${caseId}::uuid FOR UPDATE`;
  const row = await tx.case.findUnique({
    where: { id: caseId },
    include: { assignments: true },
  });
  if (!row) throw unknown();
  if (acting.type === 'citizen' && !(await isConcerned(tx, caseId, acting.citizenId))) throw unknown();
  if (acting.type === 'user' && isDepartmental(acting.roles)) {
    const own = row.assignments.some(({ departmentCode }) => departmentCode === acting.departmentCode);
    if (!own) throw unknown();
  }
  return {
    row,
    assignments: row.assignments.filter(({ endedAt }) => endedAt === null),
    allowing: acting.type === 'system' ? await findAllowing(tx, row) : null,
  };
}

/** A citizen has a say in the cases that they filed and in those that these were merged into. */
async function isConcerned(tx: Transaction, caseId: string, citizenId: string): Promise<boolean> {
  const own = { citizenId, case: { OR: [{ id: caseId }, { masterId: caseId, state: 'merged' }] } };
  return (await tx.complaint.count({ where: own })) > 0;
}

/** The facts that the life-cycle table's guards ask for. */
export function factsOf(found: LockedCase, acting: Acting): Facts {
  const own = acting.type === 'user' ? acting.departmentCode : null;
  const { row, assignments } = found;
  const supports = assignments.filter(({ part, answeredAt }) => part === 'support' && !answeredAt);
  return {
    not_ruled: !row.ruled,
    first_return: row.returns <= 1,
    supporters_done: supports.length === 0,
    own_lead: assignments.some(({ part, departmentCode }) => part === 'lead' && departmentCode === own),
    own_part: supports.some(({ departmentCode }) => departmentCode === own),
    has_extension: row.extensionAsked !== null,
    parked: row.parkedAt !== null,
    not_parked: row.parkedAt === null,
    automation_allowed: Boolean(found.allowing),
  };
}
