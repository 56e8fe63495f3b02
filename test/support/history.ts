import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../prisma/generated/client.ts';

export interface Told {
  text: string;
  /** What the reviewer decided. */
  topic: string;
  department: string;
  /** What triage had said; as decided where it is left out. */
  proposedTopic?: string;
  proposedDepartment?: string;
  /** Of the first topic and the first department. */
  probability?: number;
  unsure?: boolean;
  urgency?: string;
  model?: string;
  at?: Date;
}

/**
 * Years of reviews in a moment: cases with complaint, proposal and decision, written as the services leave them once
 * they are dispatched. For what a single case goes through, see reviewed-cases.ts.
 */
export async function writeHistory(db: PrismaClient, told: readonly Told[]): Promise<string[]> {
  const reviewer = await db.user.findUniqueOrThrow({ where: { name: 'reviewer' } });
  const citizen = await db.citizen.create({ data: { channel: 'test', externalId: randomUUID() } });
  const rows = told.map((one) => ({
    ...one,
    caseId: randomUUID(),
    proposalId: randomUUID(),
    at: one.at ?? new Date(),
  }));
  await db.case.createMany({
    data: rows.map(({ caseId, topic, department, at }) => ({
      id: caseId,
      number: `T-${caseId}`,
      state: 'awaiting_signature',
      version: 4,
      topicCode: topic,
      departmentCode: department,
      filedAt: at,
      triagedAt: at,
    })),
  });
  await db.complaint.createMany({
    data: rows.map(({ caseId, text, at }) => ({ caseId, text, citizenId: citizen.id, createdAt: at })),
  });
  await db.proposal.createMany({
    data: rows.map(({ caseId, proposalId, at, ...said }) => ({
      id: proposalId,
      caseId,
      inputHash: 'as told',
      topicCode: said.proposedTopic ?? said.topic,
      departmentCode: said.proposedDepartment ?? said.department,
      topicProbability: said.probability ?? 0.9,
      departmentProbability: said.probability ?? 0.9,
      unknownShare: 0.1,
      urgency: said.urgency ?? 'normal',
      unsure: said.unsure ?? false,
      model: said.model ?? 'shipped@0123456789',
      durationMs: 1,
      createdAt: at,
    })),
  });
  await db.decision.createMany({
    data: rows.map(({ caseId, proposalId, topic, department, at, ...said }) => ({
      caseId,
      proposalId,
      userId: reviewer.id,
      topicCode: topic,
      departmentCode: department,
      supporters: [],
      kind: 'help',
      urgency: 'normal',
      asProposed:
        (said.proposedTopic ?? topic) === topic && (said.proposedDepartment ?? department) === department,
      createdAt: at,
    })),
  });
  return rows.map(({ caseId }) => caseId);
}
