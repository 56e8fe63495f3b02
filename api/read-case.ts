import type { Response } from 'express';
import { MinqingError } from '../core/errors.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { DirectoryCache } from './names.ts';
import { mayReadWords, type SignedIn } from './policy.ts';
import { detailInclude, presentDetail } from './present-detail.ts';

/** A page that refreshes itself is one look, not twenty. */
const sameLookMs = 10 * 60_000;

export interface CaseReader {
  /** Answers with the case and its version as ETag, and notes that the user saw the citizen's words. */
  send(response: Response, caseId: string, user: SignedIn): Promise<void>;
}

export function createCaseReader(db: PrismaClient, cache: DirectoryCache, now: () => Date): CaseReader {
  async function noteLook(caseId: string, user: SignedIn): Promise<void> {
    const since = new Date(now().getTime() - sameLookMs);
    const look = { caseId, userId: user.id, what: 'words' };
    const seen = await db.access.findFirst({ where: { ...look, at: { gt: since } }, select: { id: true } });
    if (!seen) await db.access.create({ data: { ...look, at: now() } });
  }

  return {
    async send(response, caseId, user) {
      const [{ names }, row] = await Promise.all([
        cache.get(),
        db.case.findUnique({ where: { id: caseId }, include: detailInclude }),
      ]);
      if (!row) throw new MinqingError('not_found', '没有找到这个工单');
      if (mayReadWords(user)) await noteLook(caseId, user);
      response.set('ETag', `"${row.version}"`).set('Cache-Control', 'no-store');
      response.json(presentDetail(row, user, names, now()));
    },
  };
}
