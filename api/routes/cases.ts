import { z } from 'zod';
import { states } from '../../core/lifecycle/states.ts';
import { urgencies } from '../../core/words.ts';
import type { Prisma, PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint, page } from '../http/endpoint.ts';
import { requireCaseId, type SignedIn, visibleCases } from '../policy.ts';
import { presentSummary, summaryInclude } from '../present-case.ts';
import type { CaseReader } from '../read-case.ts';

const stateList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(states)));

const filter = page.extend({
  state: stateList.optional(),
  urgency: z.enum(urgencies).optional(),
  department: z.string().max(64).optional(),
  /** A case number, or words of the complaint. */
  q: z.string().trim().max(100).optional(),
  mine: z.stringbool().optional(),
});

function whereOf(query: z.output<typeof filter>, user: SignedIn, now: Date): Prisma.CaseWhereInput {
  const { state, urgency, department, q, mine } = query;
  return {
    AND: [
      visibleCases(user),
      state ? { state: { in: state } } : {},
      urgency ? { urgency } : {},
      department ? { departmentCode: department } : {},
      mine ? { claimedById: user.id, claimedUntil: { gt: now } } : {},
      q
        ? {
            OR: [
              { number: { contains: q.toUpperCase() } },
              { complaints: { some: { text: { contains: q, mode: 'insensitive' as const } } } },
            ],
          }
        : {},
    ],
  };
}

/** Lists of cases, and one case whole. */
export function caseEndpoints(db: PrismaClient, reader: CaseReader, now: () => Date): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/cases',
      summary: '工单列表，最先到期的在前',
      access: 'signed-in',
      query: filter,
      answers: { status: 200, description: '一页工单与下一页的游标' },
      async handle({ query, user, response }) {
        const rows = await db.case.findMany({
          where: whereOf(query, user, now()),
          include: summaryInclude,
          orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { filedAt: 'desc' }, { id: 'asc' }],
          take: query.limit + 1,
          ...(query.cursor ? { cursor: { id: query.cursor }, skip: 1 } : {}),
        });
        const items = rows.slice(0, query.limit).map((row) => presentSummary(row, user, now()));
        const nextCursor = rows.length > query.limit ? (items.at(-1)?.id ?? null) : null;
        response.json({ items, nextCursor });
      },
    }),
    endpoint({
      method: 'get',
      path: '/cases/counts',
      summary: '各状态的工单数',
      access: 'signed-in',
      answers: { status: 200, description: '工单数' },
      async handle({ user, response }) {
        const where = visibleCases(user);
        const [groups, overdue] = await Promise.all([
          db.case.groupBy({ by: ['state'], where, _count: true }),
          db.case.count({ where: { AND: [where, { dueAt: { lt: now() } }] } }),
        ]);
        const byState = Object.fromEntries(groups.map(({ state, _count }) => [state, _count]));
        response.json({ byState, overdue });
      },
    }),
    endpoint({
      method: 'get',
      path: '/cases/{number}',
      summary: '一件工单的全部情况和可以做的操作',
      access: 'signed-in',
      params: z.object({ number: z.string().max(64) }),
      answers: { status: 200, description: '工单，ETag 是它的版本' },
      async handle({ params, user, response }) {
        const id = await requireCaseId(db, user, params.number);
        await reader.send(response, id, user);
      },
    }),
  ];
}
