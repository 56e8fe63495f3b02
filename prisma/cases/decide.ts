import type { z } from 'zod';
import { dispatchDue } from '../../core/deadlines.ts';
import { MinqingError } from '../../core/errors.ts';
import type * as needs from '../../core/lifecycle/needs.ts';
import { proposal as proposalShape } from '../../core/proposal.ts';
import type { Transaction } from '../transaction.ts';
import { requireDepartment } from './assignments.ts';
import type { CaseChange, Effect } from './effects.ts';

/** Stores the reviewer's decision beside the proposal it was made on. */
export async function decide({ tx, found, acting, now, data }: Effect): Promise<CaseChange> {
  const decision = data as z.infer<typeof needs.decision>;
  if (acting.type !== 'user') throw new MinqingError('forbidden', '只有受理员可以确认分办');
  const topic = await tx.topic.findUnique({ where: { code: decision.topic } });
  if (!topic?.active) throw new MinqingError('invalid', `没有事项类别“${decision.topic}”`);
  await requireDepartment(tx, decision.department);
  for (const code of decision.supporters) await requireDepartment(tx, code);
  if (decision.district && !(await tx.district.findUnique({ where: { code: decision.district } })))
    throw new MinqingError('invalid', `没有区县“${decision.district}”`);

  const proposal = await tx.proposal.findFirst({
    where: { caseId: found.row.id },
    orderBy: { createdAt: 'desc' },
  });
  await tx.decision.create({
    data: {
      caseId: found.row.id,
      proposalId: proposal?.id ?? null,
      userId: acting.userId,
      topicCode: decision.topic,
      departmentCode: decision.department,
      supporters: decision.supporters,
      districtCode: decision.district,
      kind: decision.kind,
      urgency: decision.urgency,
      asProposed: proposal?.topicCode === decision.topic && proposal.departmentCode === decision.department,
      note: decision.note ?? null,
      createdAt: now,
    },
  });
  return {
    topicCode: decision.topic,
    departmentCode: decision.department,
    districtCode: decision.district,
    kind: decision.kind,
    urgency: decision.urgency,
    dueAt: dispatchDue(found.row.filedAt, decision.urgency),
    claimedById: null,
    claimedUntil: null,
  };
}

/** Stores the proposal itself as the decision, where an administrator's permission covers it. */
export async function decideAutomatically({ tx, found, now }: Effect): Promise<CaseChange> {
  const { proposal } = found.allowing!;
  const { topics, departments, districtCode, kind, urgency } = proposalShape.parse(proposal.content);
  const [topic, department] = [topics[0]!.code, departments[0]!];
  await requireDepartment(tx, department.department);
  const decided = {
    topicCode: topic,
    departmentCode: department.department,
    districtCode,
    kind,
    urgency,
  };
  await tx.decision.create({
    data: {
      ...decided,
      caseId: found.row.id,
      proposalId: proposal.id,
      userId: null,
      supporters: department.supporters,
      asProposed: true,
      createdAt: now,
    },
  });
  return { ...decided, dueAt: dispatchDue(found.row.filedAt, urgency) };
}

/** The supporters that the last decision named. */
export async function latestSupporters(tx: Transaction, caseId: string): Promise<string[]> {
  const last = await tx.decision.findFirst({ where: { caseId }, orderBy: { createdAt: 'desc' } });
  return last?.supporters ?? [];
}
