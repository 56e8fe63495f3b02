import { type CaseState, isOpen } from '../../core/lifecycle/states.ts';
import { mostSimilar, type SimilarCase } from '../../core/similar.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { explain } from './explain.ts';
import { worthALook } from './score.ts';
import type { SimilarIndex, Telling } from './similar-index.ts';

/** Candidates beyond those shown: some may have been closed since they were taken in. */
const spare = 3;

/** The open cases that may be of the same matter, most probable first, as they are in the database now. */
export async function findSimilar(
  db: PrismaClient,
  index: SimilarIndex,
  telling: Telling,
): Promise<SimilarCase[]> {
  const found = index.search(telling, {
    limit: mostSimilar + spare,
    except: telling.caseId,
    least: worthALook,
  });
  if (found.length === 0) return [];
  const ids = [telling.caseId, ...found.map(({ caseId }) => caseId)];
  const rows = await db.case.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, state: true, complaints: { select: { citizenId: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const citizens = new Set(byId.get(telling.caseId)?.complaints.map(({ citizenId }) => citizenId));
  return found
    .flatMap((one): SimilarCase[] => {
      const row = byId.get(one.caseId);
      if (!row || !isOpen(row.state as CaseState)) return [];
      const sameCitizen = row.complaints.some(({ citizenId }) => citizens.has(citizenId));
      return [
        {
          caseId: row.id,
          caseNumber: row.number,
          score: Math.round(one.score * 1_000) / 1_000,
          why: explain(telling.text, one, sameCitizen),
        },
      ];
    })
    .slice(0, mostSimilar);
}
