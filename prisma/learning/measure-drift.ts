import { Prisma, type PrismaClient } from '../generated/client.ts';

/** What triage said in a span of time, of one topic or department. */
export interface Said {
  code: string;
  proposals: number;
  unsure: number;
  /** Mean share of words that the model had never met, 0…1; null where it was not counted. */
  unknownShare: number | null;
}

/**
 * The proposals made in [since, until) by what they named first, each case by its latest one. Reviews come later and
 * only for some; drift shows in what comes in.
 */
export function countSaid(
  db: PrismaClient,
  by: 'topic' | 'department',
  { since, until }: { since: Date; until: Date },
): Promise<Said[]> {
  const column = by === 'topic' ? Prisma.sql`p.topic_code` : Prisma.sql`p.department_code`;
  return db.$queryRaw`
    SELECT ${column} AS code, count(*)::int AS proposals, (count(*) FILTER (WHERE p.unsure))::int AS unsure,
      avg(p.unknown_share)::float8 AS "unknownShare"
    FROM proposals p
    WHERE p.created_at >= ${since} AND p.created_at < ${until} AND ${column} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM proposals later
                      WHERE later.case_id = p.case_id AND later.created_at > p.created_at)
    GROUP BY ${column}`;
}
