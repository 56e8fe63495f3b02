import type { Request } from 'express';
import { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import { PreconditionError } from '../../core/http/problem.ts';
import { type CaseEvent, caseEvents } from '../../core/lifecycle/events.ts';
import type { Queues } from '../../core/queue/queues.ts';
import { applyEvent } from '../../prisma/cases/apply-event.ts';
import type { Owed } from '../../prisma/cases/tell.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { claimKey } from '../http/idempotency.ts';
import { actingOf, requireCaseId } from '../policy.ts';
import type { CaseReader } from '../read-case.ts';

/** @throws PreconditionError without a version: nobody decides on a case that they have not seen */
export function readVersion(request: Request): number {
  const text = request.get('If-Match');
  if (!text) throw new PreconditionError(428, '请带上 If-Match,值是工单的版本');
  const version = /^(?:W\/)?"?(\d+)"?$/.exec(text.trim())?.[1];
  if (!version) throw new PreconditionError(412, 'If-Match 不是工单的版本');
  return Number(version);
}

/** The case and those split from it, as far as triage has to read them anew. */
async function listUnread(db: PrismaClient, caseId: string): Promise<string[]> {
  const rows = await db.case.findMany({
    where: { triagedAt: null, OR: [{ id: caseId }, { splitFromId: caseId }] },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Everything that people do to a case: one endpoint, for the life-cycle table knows the rest. */
export function actEndpoints(
  db: PrismaClient,
  queues: Pick<Queues, 'nudge'>,
  reader: CaseReader,
  /** What an event sets off once it is committed; it must not throw. */
  afterwards: (event: CaseEvent, caseId: string) => Promise<void>,
  now: () => Date,
): Endpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/cases/{number}/events/{event}',
      summary: '办理工单：按流转表触发一个事件',
      access: 'signed-in',
      params: z.object({
        number: z.string().max(64),
        event: z.enum(caseEvents as [CaseEvent, ...CaseEvent[]], '没有这个操作'),
      }),
      body: z.record(z.string(), z.unknown()).optional(),
      headers: {
        'If-Match': '看到的工单版本，必填',
        'Idempotency-Key': '重复提交时给同一个值，只办理一次',
      },
      answers: { status: 200, description: '办理后的工单' },
      async handle({ params, body, user, request, response }) {
        const caseId = await requireCaseId(db, user, params.number);
        const ifVersion = readVersion(request);
        const owed = await db.$transaction(async (tx): Promise<Owed[]> => {
          if (!(await claimKey(tx, user.id, request, now()))) return [];
          const seen = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
          if (seen.version !== ifVersion)
            throw new PreconditionError(412, '这件工单刚刚被更新过，请看过最新情况再操作');
          const acting = actingOf(user);
          const { owed } = await applyEvent(tx, {
            caseId,
            event: params.event,
            data: body ?? {},
            acting,
            now: now(),
            ifVersion,
          });
          return owed;
        });
        for (const message of owed) await queues.nudge('deliver', message);
        await afterwards(params.event, caseId);
        if (params.event === 'split')
          for (const id of await listUnread(db, caseId)) await queues.nudge('classify', { caseId: id });
        await reader.send(response, caseId, user);
      },
    }),
    endpoint({
      method: 'post',
      path: '/cases/{number}/reveal',
      summary: '查看诉求人的姓名和电话（会记录）',
      access: ['operator', 'reviewer', 'clerk', 'head', 'return_visit'],
      params: z.object({ number: z.string().max(64) }),
      body: z.object({ reason: z.string().trim().max(200).optional() }).optional(),
      answers: { status: 200, description: '联系方式' },
      async handle({ params, body, user, response }) {
        const caseId = await requireCaseId(db, user, params.number);
        const complaint = await db.complaint.findFirst({
          where: { caseId, anonymous: false },
          orderBy: { createdAt: 'asc' },
          select: { contactName: true, contactPhone: true },
        });
        if (!complaint) throw new MinqingError('not_found', '诉求人要求匿名，没有联系方式');
        const reason = body?.reason ?? null;
        await db.access.create({ data: { caseId, userId: user.id, what: 'contact', reason, at: now() } });
        response.set('Cache-Control', 'no-store');
        response.json({ contact: { name: complaint.contactName, phone: complaint.contactPhone } });
      },
    }),
  ];
}
