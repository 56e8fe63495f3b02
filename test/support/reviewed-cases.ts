import { applyEvent } from '../../prisma/cases/apply-event.ts';
import { fileComplaint } from '../../prisma/cases/file-complaint.ts';
import { storeProposal } from '../../prisma/cases/store-proposal.ts';
import type { Case, PrismaClient } from '../../prisma/generated/client.ts';

export interface Proposed {
  model?: string;
  topic: string;
  department: string;
  topicProbability?: number;
  departmentProbability?: number;
  unsure?: boolean;
  urgency?: string;
}

/** A complaint as the bot files it, and what triage said of it. */
export async function fileCase(
  db: PrismaClient,
  text: string,
  proposed: Proposed | null,
  now: Date,
  /** Whose complaint it is; a stranger's where it does not matter. */
  who: { channel: string; externalId: string } = { channel: 'test', externalId: crypto.randomUUID() },
): Promise<Case> {
  const filed = await db.$transaction(async (tx) => {
    const citizen = await tx.citizen.create({ data: who });
    const filing = { citizenId: citizen.id, conversationId: null, ordinal: 0, text };
    const { id } = (await fileComplaint(tx, filing, now)).case;
    return tx.case.findUniqueOrThrow({ where: { id } });
  });
  if (!proposed) return filed;
  const row = {
    inputHash: 'as told',
    topicCode: proposed.topic,
    departmentCode: proposed.department,
    districtCode: null,
    kind: 'help',
    urgency: proposed.urgency ?? 'normal',
    topicProbability: proposed.topicProbability ?? 0.9,
    departmentProbability: proposed.departmentProbability ?? 0.9,
    unknownShare: 0,
    unsure: proposed.unsure ?? false,
    problem: null,
    content: null,
    model: proposed.model ?? 'test@1',
    durationMs: 1,
  };
  await db.$transaction((tx) => storeProposal(tx, filed.id, row, now));
  return filed;
}

/** What a reviewer or a department does to a case, through the one door. */
export async function act(
  db: PrismaClient,
  name: string,
  caseId: string,
  event: Parameters<typeof applyEvent>[1]['event'],
  data: object,
  now: Date,
): Promise<Case> {
  const user = await db.user.findUniqueOrThrow({ where: { name } });
  const acting = {
    type: 'user' as const,
    userId: user.id,
    roles: user.roles as never,
    departmentCode: user.departmentCode,
  };
  return (await db.$transaction((tx) => applyEvent(tx, { caseId, event, data, acting, now }))).case;
}

/** The reviewer's decision on a case. */
export function confirm(
  db: PrismaClient,
  caseId: string,
  decided: { topic: string; department: string },
  now: Date,
): Promise<Case> {
  return act(db, 'reviewer', caseId, 'confirm', { ...decided, kind: 'help', urgency: 'normal' }, now);
}
