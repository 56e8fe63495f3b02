import { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { countScans } from '../../prisma/conversations/count-scans.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { DirectoryCache } from '../names.ts';

const readers = ['operator', 'reviewer', 'supervisor', 'leader', 'administrator'] as const;
const dayMs = 86_400_000;
const mostTopics = 5;

const day = z.iso.date('应为 2026-11-25 这样的日期');
const span = z.object({ from: day.optional(), to: day.optional() });

const midnight = (text: string) => new Date(`${text}T00:00:00+08:00`);

/** @throws MinqingError `invalid` when it ends before it begins */
function readSpan({ from, to }: z.infer<typeof span>, now: Date): { from: Date; to: Date } {
  const end = to ? new Date(midnight(to).getTime() + dayMs) : now;
  const start = from ? midnight(from) : new Date(end.getTime() - 30 * dayMs);
  if (start >= end) throw new MinqingError('invalid', '结束日期不能早于开始日期');
  return { from: start, to: end };
}

/** 扫码统计: how the communities' codes are used, and what is told through them. */
export function sceneEndpoints(db: PrismaClient, cache: DirectoryCache, now: () => Date): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/scenes',
      summary: '按社区二维码统计扫码、新来的市民、诉求和事项；两头的日期都算，默认最近 30 天',
      access: readers,
      query: span,
      answers: { status: 200, description: '每个有动静的社区一行，以及合计' },
      async handle({ query, response }) {
        const { from, to } = readSpan(query, now());
        const [{ directory, names }, counts] = await Promise.all([cache.get(), countScans(db, from, to)]);
        const districts = new Map(directory.neighbourhoods.map((each) => [each.sceneId, each.district]));
        const items = counts.map(({ sceneId, topics, ...count }) => {
          const district = districts.get(sceneId);
          return {
            sceneId,
            name: names.neighbourhood(sceneId),
            district: district ? names.district(district) : null,
            ...count,
            topics: topics
              .slice(0, mostTopics)
              .map(({ code, count: times }) => ({ path: names.topic(code)?.path ?? [code], count: times })),
          };
        });
        const sum = (key: 'scans' | 'people' | 'newcomers' | 'complaints') =>
          items.reduce((total, item) => total + item[key], 0);
        const total = {
          scans: sum('scans'),
          people: sum('people'),
          newcomers: sum('newcomers'),
          complaints: sum('complaints'),
        };
        response.json({ from, to, codes: directory.neighbourhoods.length, total, items });
      },
    }),
  ];
}
