import { randomUUID } from 'node:crypto';
import { createLogger } from '../../core/logger.ts';
import { createQueues } from '../../core/queue/queues.ts';

/** Jobs a second that our own queues bring to a worker that does nothing, from the first nudge to the last job. */
export async function measureIdleWorker(settings: {
  databaseUrl: string;
  redisUrl: string | undefined;
  jobs: number;
}): Promise<number> {
  const prefix = `{minqing-bench-${randomUUID().slice(0, 8)}}`;
  const queues = createQueues({ ...settings, prefix }, createLogger('bench', 'fatal'));
  let done = 0;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  queues.work(
    'classify',
    async () => {
      done += 1;
      if (done === settings.jobs) finish();
    },
    { concurrency: 16 },
  );
  await queues.ping();
  const began = performance.now();
  const lanes = Array.from({ length: 16 }, async (_, lane) => {
    for (let at = lane; at < settings.jobs; at += 16)
      await queues.nudge('classify', { caseId: randomUUID() });
  });
  await Promise.all([...lanes, finished]);
  const seconds = (performance.now() - began) / 1_000;
  await queues.obliterate();
  await queues.close();
  return settings.jobs / seconds;
}
