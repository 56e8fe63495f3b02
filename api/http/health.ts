import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { MinqingError } from '../../core/errors.ts';
import type { Queues } from '../../core/queue/queues.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { registerQualityMetrics } from './quality-metrics.ts';

/** `/healthz` (alive), `/readyz` (database and queue answer) and `/metrics` (Prometheus). */
export function healthRoutes(db: PrismaClient, queues: Pick<Queues, 'ping'>, now: () => Date): Router {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'minqing_cases',
    help: 'Cases by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const groups = await db.case.groupBy({ by: ['state'], _count: true });
      this.reset();
      for (const { state, _count } of groups) this.set({ state }, _count);
    },
  });
  new Gauge({
    name: 'minqing_messages_owed',
    help: 'Messages to citizens that could leave by now and have not been sent',
    registers: [registry],
    async collect() {
      const due = { OR: [{ notBefore: null }, { notBefore: { lte: now() } }] };
      this.set(await db.message.count({ where: { direction: 'out', sentAt: null, failedAt: null, ...due } }));
    },
  });
  new Gauge({
    name: 'minqing_citizens_waiting_for_a_person',
    help: 'Citizens who asked for a person and have none yet; late ones wait longer than they were told',
    labelNames: ['late'],
    registers: [registry],
    async collect() {
      const where = { endedAt: null, takenAt: null };
      this.set({ late: 'true' }, await db.takeover.count({ where: { ...where, dueAt: { lt: now() } } }));
      this.set({ late: 'false' }, await db.takeover.count({ where: { ...where, dueAt: { gte: now() } } }));
    },
  });

  registerQualityMetrics(registry, db, now);

  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  router.get('/readyz', async (_request, response) => {
    await db.$queryRaw`SELECT 1`.catch((cause: unknown) => {
      throw new MinqingError('unavailable', '数据库没有应答', { cause });
    });
    await queues.ping();
    response.json({ ready: true });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
