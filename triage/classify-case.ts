import type { Directory } from '../core/directory.ts';
import { describeError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Proposal } from '../core/proposal.ts';
import type { Queues } from '../core/queue/queues.ts';
import type { SimilarCase } from '../core/similar.ts';
import { type ProposalRow, storeProposal } from '../prisma/cases/store-proposal.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';
import { type Reading, readComplaint } from './read-complaint.ts';

export interface ClassifierParts {
  db: PrismaClient;
  directory: Directory;
  /** What triage says of these words; pure. */
  propose(directory: Directory, reading: Reading): Proposal;
  /** Open cases of the same matter. */
  findSimilar(reading: Reading): Promise<SimilarCase[]>;
  /** `name@version` of the model in service, also for a run that broke. */
  modelName(): string;
  /** Share of the words that this model had never met, 0…1. */
  unknownShare(text: string): number | null;
  /** What else a stored proposal sets off; it must not throw. */
  afterwards?(reading: Reading, proposal: Proposal): Promise<void>;
  queues: Pick<Queues, 'nudge'>;
  logger: Logger;
  now: () => Date;
}

function rowOf(
  reading: Reading,
  proposal: Proposal,
  unknownShare: number | null,
  durationMs: number,
): ProposalRow {
  return {
    inputHash: reading.inputHash,
    topicCode: proposal.topics[0]?.code ?? null,
    departmentCode: proposal.departments[0]?.department ?? null,
    districtCode: proposal.districtCode,
    kind: proposal.kind,
    urgency: proposal.urgency,
    topicProbability: proposal.topics[0]?.probability ?? null,
    departmentProbability: proposal.departments[0]?.probability ?? null,
    unknownShare,
    unsure: proposal.unsure,
    problem: proposal.unsureBecause,
    content: proposal as unknown as Prisma.InputJsonObject,
    model: proposal.model,
    durationMs,
    tellApart: proposal.tellApart,
  };
}

/** A run that broke still leads to review, marked as such. */
function brokenRow(reading: Reading, model: string, durationMs: number): ProposalRow {
  return {
    inputHash: reading.inputHash,
    topicCode: null,
    departmentCode: null,
    districtCode: null,
    kind: null,
    urgency: null,
    topicProbability: null,
    departmentProbability: null,
    unknownShare: null,
    unsure: true,
    problem: '自动分办出错了,请人工判断事项类别和承办单位',
    content: null,
    model,
    durationMs,
  };
}

/**
 * Reads a case, proposes, stores. Harmless when repeated: the same words to the same model give one row. A
 * case that isn't there is nobody's work.
 */
export function createCaseClassifier(parts: ClassifierParts) {
  const { db, directory, queues, logger, now } = parts;

  /** A proposal without similar cases is better than none. */
  async function findSimilar(reading: Reading): Promise<SimilarCase[]> {
    try {
      return await parts.findSimilar(reading);
    } catch (error) {
      logger.error({ caseId: reading.caseId, problem: describeError(error) }, 'similar cases were not found');
      return [];
    }
  }

  return async (caseId: string): Promise<void> => {
    const reading = await readComplaint(db, caseId);
    if (!reading) return;
    const similar = await findSimilar(reading);
    const began = performance.now();
    const elapsed = () => Math.round(performance.now() - began);
    let proposal: Proposal | null = null;
    let row: ProposalRow;
    try {
      proposal = { ...parts.propose(directory, reading), similar };
      row = rowOf(reading, proposal, parts.unknownShare(reading.text), elapsed());
    } catch (error) {
      logger.error(
        { caseId, problem: describeError(error) },
        'triage broke; the case goes to review as it is',
      );
      proposal = null;
      row = brokenRow(reading, parts.modelName(), elapsed());
    }
    const stored = { ...row, similar };
    const { owed } = await db.$transaction((tx) => storeProposal(tx, caseId, stored, now()));
    for (const message of owed) await queues.nudge('deliver', message);
    if (proposal) await parts.afterwards?.(reading, proposal);
  };
}
