import type { Response } from 'express';
import { z } from 'zod';
import { PreconditionError } from '../../core/http/problem.ts';
import type { Queues } from '../../core/queue/queues.ts';
import { mergeGroup } from '../../prisma/cases/merge-group.ts';
import type { Owed } from '../../prisma/cases/tell.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { claimKey } from '../http/idempotency.ts';
import { actingOf, requireCaseId, type SignedIn } from '../policy.ts';
import { listGroup, presentMember } from '../present-similar.ts';
import { readVersion } from './acts.ts';

const reviewers = ['reviewer', 'administrator'] as const;
const params = z.object({ number: z.string().max(64) });
const mostMerged = 20;

/** Open cases of the same matter, and merging them into one with one decision. */
export function similarEndpoints(
  db: PrismaClient,
  queues: Pick<Queues, 'nudge'>,
  now: () => Date,
): Endpoint[] {
  async function sendGroup(response: Response, number: string, user: SignedIn): Promise<void> {
    const group = await listGroup(db, await requireCaseId(db, user, number));
    response.set('Cache-Control', 'no-store');
    response.json({
      own: presentMember(group.own, user, now()),
      similar: group.similar.map(({ row, score, why }) => ({
        ...presentMember(row, user, now()),
        score,
        why,
      })),
      merged: group.merged.map((row) => presentMember(row, user, now())),
      master: group.master && presentMember(group.master, user, now()),
    });
  }

  return [
    endpoint({
      method: 'get',
      path: '/cases/{number}/similar',
      summary: '可能是同一件事的未办结工单，和已经并入的工单',
      access: reviewers,
      params,
      answers: { status: 200, description: '本工单、相似工单（最像的在前）、并入的工单和主工单' },
      handle: ({ params: { number }, user, response }) => sendGroup(response, number, user),
    }),
    endpoint({
      method: 'post',
      path: '/cases/{number}/merges',
      summary: '把一组工单一次并入这件主工单：全部并入，或者一件也不并',
      access: reviewers,
      params,
      body: z.object({
        cases: z
          .array(z.object({ number: z.string().max(64), version: z.number().int() }))
          .min(1, '请选择要并入的工单')
          .max(mostMerged, `一次最多并入${mostMerged}件`),
      }),
      headers: {
        'If-Match': '看到的主工单版本，必填',
        'Idempotency-Key': '重复提交时给同一个值，只并一次',
      },
      answers: { status: 200, description: '并单后的主工单和并入的工单' },
      async handle({ params: { number }, body, user, request, response }) {
        await requireCaseId(db, user, number);
        for (const one of body.cases) await requireCaseId(db, user, one.number);
        const master = { number, version: readVersion(request) };
        const owed = await db.$transaction(async (tx): Promise<Owed[]> => {
          if (!(await claimKey(tx, user.id, request, now()))) return [];
          const row = await tx.case.findUniqueOrThrow({ where: { number }, select: { version: true } });
          if (row.version !== master.version)
            throw new PreconditionError(412, '主工单刚刚被更新过，请看过最新情况再并单');
          return mergeGroup(tx, { master, cases: body.cases, acting: actingOf(user), now: now() });
        });
        for (const message of owed) await queues.nudge('deliver', message);
        await sendGroup(response, number, user);
      },
    }),
  ];
}
