import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { DirectoryCache } from '../names.ts';
import { visibleCases } from '../policy.ts';
import { presentSummary, summaryInclude } from '../present-case.ts';

const watchers = ['reviewer', 'supervisor', 'leader', 'administrator'] as const;
const mostCases = 50;

/** Topics and places with more complaints than usual, as triage found them. */
export function hotSpotEndpoints(db: PrismaClient, cache: DirectoryCache, now: () => Date): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/hot-spots',
      summary: '热点：一类事项在一个地方比平常多，最不寻常的在前',
      access: watchers,
      query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
      answers: { status: 200, description: '热点和其中的工单' },
      async handle({ query: { limit }, user, response }) {
        const [{ directory }, spots] = await Promise.all([
          cache.get(),
          db.hotSpot.findMany({ orderBy: { surprise: 'desc' }, take: limit }),
        ]);
        const ids = spots.flatMap(({ caseIds }) => caseIds.slice(0, mostCases));
        const rows = await db.case.findMany({
          where: { AND: [{ id: { in: ids } }, visibleCases(user)] },
          include: summaryInclude,
        });
        const lines = new Map(rows.map((row) => [row.id, presentSummary(row, user, now())]));
        const pathOf = (code: string) =>
          directory.topics.find((topic) => topic.code.startsWith(code))?.path.slice(0, code.length / 2) ?? [];
        response.set('Cache-Control', 'no-store');
        response.json({
          computedAt: spots[0]?.computedAt ?? null,
          items: spots.map((spot) => ({
            id: spot.id,
            topic: { code: spot.topicCode, path: pathOf(spot.topicCode) },
            place: { kind: spot.placeKind, name: spot.placeName },
            days: spot.days,
            complaints: spot.complaints,
            citizens: spot.citizens,
            expected: spot.expected,
            surprise: spot.surprise,
            daily: spot.daily,
            firstAt: spot.firstAt,
            lastAt: spot.lastAt,
            cases: spot.caseIds.flatMap((id) => lines.get(id) ?? []),
          })),
        });
      },
    }),
  ];
}
