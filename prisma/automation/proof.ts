import type { CoveragePoint } from '../../core/figures/coverage.ts';
import { fewestForProof } from '../../core/figures/wilson.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { type Cell, evidenceSince, measureCell } from './measure-cell.ts';

/** What speaks for or against dispatching a cell without review; kept with each change of a permission. */
export interface Proof {
  /** `name@version` of the model that was judged. */
  model: string;
  /** What the lower bound of the precision has to exceed, 0…1. */
  bar: number;
  threshold: number;
  /** Reviews at or above the threshold, and how many of them were right. */
  n: number;
  right: number;
  precision: number;
  /** Lower bound of the 95 % Wilson interval. */
  lower: number;
  /** Dispatched under the present permission, and how many of these the department rightly sent back. */
  dispatched: number;
  sentBack: number;
  /** Why it does not hold, in Chinese; null where it does. */
  because: string | null;
}

interface Rule {
  id: string;
  changedAt: Date;
}

/** What the present permission dispatched, and what came back of it to another unit. */
async function countDispatched(db: PrismaClient | Transaction, { id, changedAt }: Rule) {
  const [row] = await db.$queryRaw<{ dispatched: number; sentBack: number }[]>`
    SELECT count(*)::int AS dispatched,
      (count(*) FILTER (WHERE r.automatic AND r.department_code <> r.decided_department))::int AS "sentBack"
    FROM automation_outcomes o LEFT JOIN reviews r ON r.case_id = o.case_id
    WHERE o.rule_id = ${id}::uuid AND o.outcome = 'dispatched' AND o.at >= ${changedAt}`;
  return row ?? { dispatched: 0, sentBack: 0 };
}

const percent = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)}%`;

function findFault(
  point: Pick<CoveragePoint, 'n' | 'right' | 'lower'>,
  bar: number,
  dispatched: number,
  sentBack: number,
): string | null {
  const asked = `${+(bar * 100).toFixed(2)}%`;
  if (point.lower <= bar)
    return `复核 ${point.n} 件，正确 ${point.right} 件，准确率的 95% 置信下限 ${percent(point.lower)}，没有超过 ${asked}（全部正确也至少要 ${fewestForProof(bar)} 件）`;
  // Reviews see a sample only; what comes back from the departments is seen whole.
  if (sentBack > dispatched * (1 - bar))
    return `自动派出 ${dispatched} 件，其中 ${sentBack} 件被承办单位退回并改派，超过了 ${asked} 的标准所容许的比例`;
  return null;
}

/** The proof for a cell at one of the fixed thresholds. `rule` is the permission whose dispatches count, if there is one. */
export async function prove(
  db: PrismaClient | Transaction,
  cell: Cell,
  {
    model,
    threshold,
    bar,
    now,
    rule,
  }: { model: string; threshold: number; bar: number; now: Date; rule: Rule | null },
): Promise<Proof> {
  const curve = await measureCell(db, cell, model, evidenceSince(now));
  const found = curve.find((point) => point.threshold === threshold);
  const { n, right, precision, lower } = found ?? { n: 0, right: 0, precision: 0, lower: 0 };
  const { dispatched, sentBack } = rule ? await countDispatched(db, rule) : { dispatched: 0, sentBack: 0 };
  const because = findFault({ n, right, lower }, bar, dispatched, sentBack);
  return { model, bar, threshold, n, right, precision, lower, dispatched, sentBack, because };
}
