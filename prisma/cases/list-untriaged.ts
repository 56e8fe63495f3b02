import type { PrismaClient } from '../generated/client.ts';

/** Cases that wait for a proposal since before `before`, oldest first: what triage's sweep nudges again. */
export async function listUntriaged(db: PrismaClient, before: Date, most = 200): Promise<string[]> {
  const rows = await db.case.findMany({
    where: { triagedAt: null, filedAt: { lt: before }, closedAt: null },
    orderBy: { filedAt: 'asc' },
    select: { id: true },
    take: most,
  });
  return rows.map(({ id }) => id);
}
