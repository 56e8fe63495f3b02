import { type BinCount, reliabilityBins } from '../../core/figures/calibration.ts';
import { type CoverageCount, thresholds } from '../../core/figures/coverage.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

/** Which reviews are measured: those decided in [since, until), of one topic or department where it is named. */
export interface Scope {
  since: Date;
  until: Date;
  /** As the case was decided in the end. */
  topicCode?: string | undefined;
  departmentCode?: string | undefined;
}

/** How the proposals that reviewers saw fared. */
export interface Tally {
  reviews: number;
  topicRight: number;
  departmentRight: number;
  /** Sent back by the department. */
  returned: number;
  /** Triage had said that it was unsure. */
  unsure: number;
}

/** The proposals that reviewers saw; what went out without review was judged by nobody. */
function where({ since, until, topicCode, departmentCode }: Scope): Prisma.Sql {
  return Prisma.sql`NOT shadow AND NOT automatic AND decided_at >= ${since} AND decided_at < ${until}
    ${topicCode ? Prisma.sql`AND topic_code = ${topicCode}` : Prisma.empty}
    ${departmentCode ? Prisma.sql`AND department_code = ${departmentCode}` : Prisma.empty}`;
}

const tally = Prisma.sql`count(*)::int AS reviews,
  (count(*) FILTER (WHERE topic_right))::int AS "topicRight",
  (count(*) FILTER (WHERE department_right))::int AS "departmentRight",
  (count(*) FILTER (WHERE returned))::int AS returned, (count(*) FILTER (WHERE unsure))::int AS unsure`;

/** One tally for each topic or department that was decided. */
export function tallyBy(
  db: PrismaClient,
  by: 'topic' | 'department',
  scope: Scope,
): Promise<(Tally & { code: string })[]> {
  const column = by === 'topic' ? Prisma.sql`topic_code` : Prisma.sql`department_code`;
  return db.$queryRaw`SELECT ${column} AS code, ${tally} FROM verdicts WHERE ${where(scope)}
    GROUP BY ${column} ORDER BY count(*) DESC, ${column}`;
}

/** One tally for each week that had reviews; `from` is its Monday in China, `YYYY-MM-DD`. */
export function tallyByWeek(db: PrismaClient, scope: Scope): Promise<(Tally & { from: string })[]> {
  return db.$queryRaw`SELECT
      to_char(date_trunc('week', decided_at AT TIME ZONE 'Asia/Shanghai'), 'YYYY-MM-DD') AS "from", ${tally}
    FROM verdicts WHERE ${where(scope)} GROUP BY 1 ORDER BY 1`;
}

/** What was said of each topic or department that was decided, and what held, by bins of probability. */
export function countBins(
  db: PrismaClient,
  of: 'topic' | 'department',
  scope: Scope,
): Promise<(BinCount & { code: string })[]> {
  const [said, right, code] =
    of === 'topic'
      ? [Prisma.sql`topic_probability`, Prisma.sql`topic_right`, Prisma.sql`topic_code`]
      : [Prisma.sql`department_probability`, Prisma.sql`department_right`, Prisma.sql`department_code`];
  return db.$queryRaw`
    SELECT ${code} AS code, LEAST(${reliabilityBins - 1}::int, floor(${said} * ${reliabilityBins}::int)::int) AS bin,
      count(*)::int AS n, sum(${said})::float8 AS probabilities, (count(*) FILTER (WHERE ${right}))::int AS right
    FROM verdicts WHERE ${where(scope)} AND ${said} IS NOT NULL GROUP BY 1, 2`;
}

/** Step of confidence in `thresholds`, from 1; 0 below the first, and where nothing goes without review. */
export const confidenceStep = Prisma.sql`CASE WHEN unsure OR proposed_urgency = 'danger' THEN 0
  ELSE width_bucket(COALESCE(LEAST(topic_probability, department_probability), 0), ${[...thresholds]}::float8[]) END`;

export interface StepCount {
  step: number;
  n: number;
  right: number;
}

export function coverageCounts(rows: readonly StepCount[]): CoverageCount[] {
  return rows.map(({ step, n, right }) => ({
    threshold: step === 0 ? null : thresholds[step - 1]!,
    n,
    right,
  }));
}

/** How many proposals reached each threshold with topic and department, and how many were right in both. */
export async function countCoverage(db: PrismaClient, scope: Scope): Promise<CoverageCount[]> {
  const rows = await db.$queryRaw<StepCount[]>`
    SELECT ${confidenceStep} AS step, count(*)::int AS n,
      (count(*) FILTER (WHERE topic_right AND department_right))::int AS right
    FROM verdicts WHERE ${where(scope)} GROUP BY step`;
  return coverageCounts(rows);
}
