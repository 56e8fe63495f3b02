import type { PrismaClient } from '../generated/client.ts';

/** What a model in shadow would have proposed for a case. */
export interface ShadowRow {
  caseId: string;
  /** Of the words it read, as in the proposal beside it. */
  inputHash: string;
  /** `name@version` */
  model: string;
  topicCode: string | null;
  departmentCode: string | null;
  topicProbability: number | null;
  departmentProbability: number | null;
  urgency: string;
  unsure: boolean;
}

/** Keeps it apart from the proposals, where nobody who decides can see it. Harmless when repeated. */
export async function storeShadow(db: PrismaClient, row: ShadowRow, now: Date): Promise<void> {
  await db.shadowProposal.createMany({ data: [{ ...row, createdAt: now }], skipDuplicates: true });
}
