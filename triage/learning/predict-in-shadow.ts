import type { Directory } from '../../core/directory.ts';
import { describeError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { Proposal } from '../../core/proposal.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { storeShadow } from '../../prisma/learning/store-shadow.ts';
import { type Model, modelName } from '../model/model.ts';
import type { Reading } from '../read-complaint.ts';

export interface ShadowParts {
  db: PrismaClient;
  directory: Directory;
  /** The model in shadow, if there is one now. */
  shadow: () => Model | null;
  propose(model: Model, directory: Directory, reading: Reading): Proposal;
  logger: Logger;
  now: () => Date;
}

/**
 * Notes what the model in shadow would have said of the same words. Whatever happens to it, the case goes its way: a
 * failure is logged and no more.
 */
export function createShadow({ db, directory, shadow, propose, logger, now }: ShadowParts) {
  return async (reading: Reading): Promise<void> => {
    const model = shadow();
    if (!model) return;
    try {
      const proposal = propose(model, directory, reading);
      const row = {
        caseId: reading.caseId,
        inputHash: reading.inputHash,
        model: modelName(model),
        topicCode: proposal.topics[0]?.code ?? null,
        departmentCode: proposal.departments[0]?.department ?? null,
        topicProbability: proposal.topics[0]?.probability ?? null,
        departmentProbability: proposal.departments[0]?.probability ?? null,
        urgency: proposal.urgency,
        unsure: proposal.unsure,
      };
      await storeShadow(db, row, now());
    } catch (error) {
      logger.warn({ caseId: reading.caseId, problem: describeError(error) }, 'the model in shadow broke');
    }
  };
}
