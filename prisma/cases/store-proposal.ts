import type { TellApart } from '../../core/proposal.ts';
import type { SimilarCase } from '../../core/similar.ts';
import type { Prisma } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { announce } from './announce.ts';
import type { Owed } from './tell.ts';
import { askToTellApart } from './tell-apart.ts';

/** One run of triage over a case, also one that broke. */
export interface ProposalRow {
  inputHash: string;
  topicCode: string | null;
  departmentCode: string | null;
  districtCode: string | null;
  kind: string | null;
  urgency: string | null;
  /** Of the first topic and the first department, 0…1. */
  topicProbability: number | null;
  departmentProbability: number | null;
  /** Share of the words that the model had never met, 0…1. */
  unknownShare: number | null;
  unsure: boolean;
  problem: string | null;
  /** As core/proposal.ts describes it. */
  content: Prisma.InputJsonObject | null;
  model: string;
  durationMs: number;
  /** Open cases that may be of the same matter; they replace those found before. */
  similar?: readonly SimilarCase[];
  /** The question to the citizen, where two departments are close. */
  tellApart?: TellApart | null;
}

/**
 * Stores what triage proposes and puts the case in front of the reviewers. It assigns nothing: only the
 * place in the queue (urgency and kind) follows the proposal until a person decides. The first proposal may owe the
 * citizen a question. Harmless when repeated.
 * @returns what is owed to the citizen; `stored` is false when the same model had said this of the same words already
 */
export async function storeProposal(
  tx: Transaction,
  caseId: string,
  { tellApart = null, similar = [], ...proposal }: ProposalRow,
  now: Date,
): Promise<{ stored: boolean; owed: Owed[] }> {
  const { count } = await tx.proposal.createMany({
    data: [
      {
        ...proposal,
        content: proposal.content ?? undefined,
        caseId,
        createdAt: now,
      } as Prisma.ProposalCreateManyInput,
    ],
    skipDuplicates: true,
  });
  await tx.similarCase.deleteMany({ where: { caseId } });
  await tx.similarCase.createMany({
    data: similar.map(({ caseId: otherId, score, why }) => ({ caseId, otherId, score, why, createdAt: now })),
    skipDuplicates: true,
  });
  const decided = await tx.decision.count({ where: { caseId } });
  const row = await tx.case.update({
    where: { id: caseId },
    data: {
      triagedAt: now,
      ...(decided === 0 && proposal.urgency ? { urgency: proposal.urgency } : {}),
      ...(decided === 0 && proposal.kind ? { kind: proposal.kind } : {}),
    },
  });
  await announce(tx, row);
  const owed = tellApart && decided === 0 ? await askToTellApart(tx, row, tellApart, now) : [];
  return { stored: count > 0, owed };
}
