import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { measureQuality } from '../measure-quality.ts';
import type { DirectoryCache } from '../names.ts';
import { qualityReaders } from '../policy.ts';

const query = z.object({
  /** How far back, in days. */
  days: z.coerce.number().int().min(7).max(730).default(90),
  topic: z.string().max(64).optional(),
  department: z.string().max(64).optional(),
});

/** How good triage's proposals are, measured by what reviewers made of them. */
export function qualityEndpoints(db: PrismaClient, cache: DirectoryCache, now: () => Date): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/quality',
      summary: '分办质量：准确率、校准、覆盖率与漂移',
      access: qualityReaders,
      query,
      answers: { status: 200, description: '由受理员的复核算出的各项指标' },
      async handle({ query: { days, topic, department }, response }) {
        const { names } = await cache.get();
        const until = now();
        const since = new Date(until.getTime() - days * 86_400_000);
        const scope = { since, until, topicCode: topic, departmentCode: department };
        response.json(await measureQuality(db, scope, names));
      },
    }),
  ];
}
