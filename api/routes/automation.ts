import { z } from 'zod';
import { listCells } from '../../prisma/automation/list-cells.ts';
import { evidenceSince, findServingModel } from '../../prisma/automation/measure-cell.ts';
import { permitAutomation, withdrawAutomation } from '../../prisma/automation/permit.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { DirectoryCache } from '../names.ts';
import { administrators, qualityReaders } from '../policy.ts';
import { presentAutomationChange, presentCell } from '../present-quality.ts';

const shownChanges = 100;

/** Dispatch without review: what the reviews prove for each topic and department, and what is allowed. */
export function automationEndpoints(
  db: PrismaClient,
  cache: DirectoryCache,
  bar: number,
  now: () => Date,
): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/quality/automation',
      summary: '自动派单：各事项和单位的覆盖率与准确率、允许的规则和记录',
      access: qualityReaders,
      answers: { status: 200, description: '复核最多的事项和单位，已允许的在前' },
      async handle({ response }) {
        const { names } = await cache.get();
        const model = await findServingModel(db);
        const since = evidenceSince(now());
        const [cells, outcomes, changes] = await Promise.all([
          model ? listCells(db, { model, since }) : [],
          db.automationOutcome.groupBy({ by: ['ruleId', 'outcome'], _count: true }),
          db.automationChange.findMany({ orderBy: { id: 'desc' }, take: shownChanges }),
        ]);
        const users = await db.user.findMany({
          where: { id: { in: changes.flatMap(({ userId }) => userId ?? []) } },
          select: { id: true, displayName: true },
        });
        const userNames = new Map(users.map(({ id, displayName }) => [id, displayName]));
        const count = (ruleId: string, outcome: string) =>
          outcomes.find((one) => one.ruleId === ruleId && one.outcome === outcome)?._count ?? 0;
        response.json({
          bar,
          model,
          since,
          cells: cells.map((cell) => presentCell(cell, names, count)),
          changes: changes.map((change) => presentAutomationChange(change, names, userNames)),
        });
      },
    }),
    endpoint({
      method: 'post',
      path: '/quality/automation',
      summary: '允许一个事项和单位的分办不经复核直接派单；没有证明时拒绝',
      access: administrators,
      body: z.object({
        topic: z.string().min(1).max(64),
        department: z.string().min(1).max(64),
        threshold: z.number().min(0).max(1),
      }),
      answers: { status: 201, description: '已允许', shape: z.object({ id: z.string() }) },
      async handle({ body: { topic, department, threshold }, user, response }) {
        const cell = { topicCode: topic, departmentCode: department };
        const act = { threshold, userId: user.id, bar, now: now() };
        const { id } = await permitAutomation(db, cell, act);
        response.status(201).json({ id });
      },
    }),
    endpoint({
      method: 'delete',
      path: '/quality/automation/{id}',
      summary: '停用一条自动派单规则',
      access: administrators,
      params: z.object({ id: z.uuid() }),
      answers: { status: 204, description: '已停用' },
      async handle({ params: { id }, user, response }) {
        await withdrawAutomation(db, id, { userId: user.id, bar, now: now() });
        response.status(204).end();
      },
    }),
  ];
}
