import { type CoveragePoint, coverageCurve } from '../../core/figures/coverage.ts';
import type { PrismaClient } from '../generated/client.ts';
import { confidenceStep, coverageCounts, type StepCount } from '../learning/measure-quality.ts';
import { findWanted } from '../learning/model-versions.ts';
import type { Transaction } from '../transaction.ts';

/** What one permission covers: cases proposed to this department for this topic. */
export interface Cell {
  topicCode: string;
  departmentCode: string;
}

/** Reviews older than this prove nothing of today's complaints. */
const evidenceDays = 365;

export function evidenceSince(now: Date): Date {
  return new Date(now.getTime() - evidenceDays * 86_400_000);
}

/** `name@version` of the model whose proposals are shown now; null before the first proposal. */
export async function findServingModel(db: PrismaClient | Transaction): Promise<string | null> {
  const { inService } = await findWanted(db);
  if (inService !== null) return inService;
  const shipped = await db.proposal.findFirst({
    where: { model: { startsWith: 'shipped@' } },
    orderBy: { createdAt: 'desc' },
    select: { model: true },
  });
  return shipped?.model ?? null;
}

/**
 * How a model's proposals for a cell fared before the reviewers, by confidence: the lesser of the probabilities of topic
 * and department. A proposal is right when both are what the case got in the end, returns counted. Those that are never
 * dispatched without review (unsure, dangerous) reach no threshold. What was said in shadow counts as what was shown
 * does; what was dispatched without review does not, for nobody judged it.
 */
export async function measureCell(
  db: PrismaClient | Transaction,
  { topicCode, departmentCode }: Cell,
  model: string,
  since: Date,
): Promise<CoveragePoint[]> {
  const rows = await db.$queryRaw<StepCount[]>`
    SELECT ${confidenceStep} AS step, count(*)::int AS n,
      (count(*) FILTER (WHERE topic_right AND department_right))::int AS right
    FROM verdicts
    WHERE model = ${model} AND proposed_topic = ${topicCode} AND proposed_department = ${departmentCode}
      AND NOT automatic AND decided_at >= ${since}
    GROUP BY step`;
  return coverageCurve(coverageCounts(rows));
}
