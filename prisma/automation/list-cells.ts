import { type CoveragePoint, coverageCurve } from '../../core/figures/coverage.ts';
import type { AutomationRule, PrismaClient } from '../generated/client.ts';
import { confidenceStep, coverageCounts, type StepCount } from '../learning/measure-quality.ts';
import type { Cell } from './measure-cell.ts';

/** A cell with what its reviews say, and the permission there is or was. */
export interface MeasuredCell extends Cell {
  /** All reviews of what was proposed to it, whatever the confidence. */
  reviews: number;
  curve: CoveragePoint[];
  rule: AutomationRule | null;
}

interface Row extends Cell, StepCount {}

/** The cells with the most reviews of this model's proposals, and all that have or had a permission. */
export async function listCells(
  db: PrismaClient,
  { model, since, most = 200 }: { model: string; since: Date; most?: number },
): Promise<MeasuredCell[]> {
  const [rows, rules] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT proposed_topic AS "topicCode", proposed_department AS "departmentCode", ${confidenceStep} AS step,
        count(*)::int AS n, (count(*) FILTER (WHERE topic_right AND department_right))::int AS right
      FROM verdicts
      WHERE model = ${model} AND NOT automatic AND decided_at >= ${since}
        AND proposed_topic IS NOT NULL AND proposed_department IS NOT NULL
      GROUP BY 1, 2, 3`,
    db.automationRule.findMany(),
  ]);
  const keyOf = ({ topicCode, departmentCode }: Cell) => `${topicCode} ${departmentCode}`;
  const byCell = new Map<string, Row[]>();
  for (const row of rows) byCell.set(keyOf(row), [...(byCell.get(keyOf(row)) ?? []), row]);
  const ruleOf = new Map(rules.map((rule) => [keyOf(rule), rule]));
  const keys = new Set([...byCell.keys(), ...ruleOf.keys()]);
  const cells = [...keys].map((key): MeasuredCell => {
    const steps = byCell.get(key) ?? [];
    const { topicCode, departmentCode } = steps[0] ?? ruleOf.get(key)!;
    const reviews = steps.reduce((sum, { n }) => sum + n, 0);
    const curve = coverageCurve(coverageCounts(steps));
    return { topicCode, departmentCode, reviews, curve, rule: ruleOf.get(key) ?? null };
  });
  const rank = (cell: MeasuredCell) => (cell.rule?.enabled ? 2 : cell.rule ? 1 : 0);
  const sorted = cells.sort((a, b) => rank(b) - rank(a) || b.reviews - a.reviews);
  return sorted.filter((cell, i) => cell.rule || i < most);
}
