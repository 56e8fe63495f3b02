import { z } from 'zod';
import { claimCase, claimNext, releaseClaim } from '../../prisma/cases/claim.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { requireCaseId } from '../policy.ts';
import type { CaseReader } from '../read-case.ts';

const reviewers = ['reviewer', 'administrator'] as const;
const params = z.object({ number: z.string().max(64) });

/** The review desk: the next most urgent case, held by one reviewer at a time. */
export function reviewEndpoints(db: PrismaClient, reader: CaseReader, now: () => Date): Endpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/review/next',
      summary: '领取下一件最急的待受理工单',
      access: reviewers,
      answers: { status: 200, description: '领到的工单；没有时是 204' },
      async handle({ user, response }) {
        const claimed = await claimNext(db, user.id, now());
        if (claimed) await reader.send(response, claimed.id, user);
        else response.status(204).end();
      },
    }),
    endpoint({
      method: 'post',
      path: '/cases/{number}/claim',
      summary: '领取或续领一件工单',
      access: reviewers,
      params,
      answers: { status: 200, description: '领取到几点', shape: z.object({ claimedUntil: z.string() }) },
      async handle({ params: { number }, user, response }) {
        const caseId = await requireCaseId(db, user, number);
        response.json({ claimedUntil: await claimCase(db, caseId, user.id, now()) });
      },
    }),
    endpoint({
      method: 'delete',
      path: '/cases/{number}/claim',
      summary: '放回工单',
      access: reviewers,
      params,
      answers: { status: 204, description: '已放回' },
      async handle({ params: { number }, user, response }) {
        await releaseClaim(db, await requireCaseId(db, user, number), user.id);
        response.status(204).end();
      },
    }),
  ];
}
