import { type Queue, UnrecoverableError, type Worker } from 'bullmq';
import { unavailable } from '../address.ts';
import { describeError, type ErrorCode, MinqingError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { chooseBackend, type QueueBackend, type QueueSettings } from './backend.ts';
import { type JobName, jobs, type Payload, readPayload, wrapPayload } from './jobs.ts';

const answerWithinMs = 3_000;

// Which errors another try can mend; a bug is tried again too, and then lies with the dead letters.
const retried: Record<ErrorCode, boolean> = {
  invalid: false,
  unauthenticated: false,
  forbidden: false,
  not_found: false,
  conflict: true,
  rate_limited: true,
  unavailable: true,
};

export type WorkOptions<J extends JobName> = { concurrency?: number } & (J extends 'deliver'
  ? { channel: string }
  : { channel?: never });

export interface Queues {
  readonly backend: QueueBackend;
  /**
   * Says that there is work. Never throws: the row is the truth, and a sweep finds what a lost nudge leaves behind.
   * Nudging again while the job waits changes nothing; while it runs, it runs once more; afterwards, it runs again.
   */
  nudge<J extends JobName>(job: J, payload: Payload<J>): Promise<void>;
  /** Takes jobs. The handler claims before it acts, for a job can come twice; `close` waits for what is running. */
  work<J extends JobName>(
    job: J,
    handler: (payload: Payload<J>) => Promise<void>,
    options: WorkOptions<J>,
  ): { close(): Promise<void> };
  /** Resolves when the backend answers; throws `unavailable` when it does not. */
  ping(): Promise<void>;
  /** How many jobs of this kind failed for good and are kept to be looked at. */
  countDead(job: JobName, channel?: string): Promise<number>;
  /** Empties every queue that this process has touched. For tests and for showing that nothing is lost. */
  obliterate(): Promise<void>;
  close(): Promise<void>;
}

/** The queues on Redis where there is one, otherwise in PostgreSQL. Nothing else knows which. */
export function createQueues(settings: QueueSettings, logger: Logger): Queues {
  const backend = chooseBackend(settings);
  const queues = new Map<string, Queue>();
  const workers = new Set<Worker>();

  const open = (name: string): Queue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = backend.queue(name, {});
      queue.on('error', (error) => logger.warn({ err: error, queue: name }, 'queue'));
      queues.set(name, queue);
    }
    return queue;
  };

  const closeWorker = async (worker: Worker) => {
    workers.delete(worker);
    await worker.close();
  };

  return {
    backend: backend.name,

    async nudge(job, payload) {
      try {
        const { queue, key, attempts, backoffMs } = jobs[job];
        const adding = open(queue('channel' in payload ? payload.channel : undefined)).add(
          job,
          wrapPayload(job, payload),
          {
            attempts,
            backoff: { type: 'exponential', delay: backoffMs },
            deduplication: {
              id: (key as (payload: Payload<typeof job>) => string)(payload),
              keepLastIfActive: true,
            },
            removeOnComplete: true,
            // The dead letters: the newest thousand that failed for good.
            removeOnFail: { count: 1_000 },
          },
        );
        await within(answerWithinMs, adding);
      } catch (error) {
        logger.warn({ err: error, job }, 'nudge lost; the next sweep finds the work');
      }
    },

    work(job, handler, options) {
      const name = jobs[job].queue(options.channel);
      const run = async ({ data }: { data: unknown }) => {
        const payload = readPayload(job, data);
        if (!payload) throw new UnrecoverableError('payload of another version or shape');
        try {
          await handler(payload);
        } catch (error) {
          if (!(error instanceof MinqingError) || retried[error.code]) throw error;
          throw new UnrecoverableError(`${error.code}: ${error.message}`);
        }
      };
      const worker = backend.worker(name, run, {
        concurrency: options.concurrency ?? 1,
        // A killed worker's job is taken over within seconds; a living one renews its lock long before.
        lockDuration: 15_000,
        stalledInterval: 5_000,
        maxStalledCount: 10,
      });
      worker.on('error', (error) => logger.warn({ err: error, queue: name }, 'worker'));
      worker.on('failed', (failed, error) => {
        const tried = failed?.attemptsMade ?? 0;
        const dead = error instanceof UnrecoverableError || tried >= (failed?.opts.attempts ?? 1);
        const fields = { err: error, job, id: failed?.id, tried };
        if (dead) logger.error(fields, 'job failed for good: dead letter');
        else logger.warn(fields, 'job failed; it will be tried again');
      });
      workers.add(worker);
      return { close: () => closeWorker(worker) };
    },

    async ping() {
      try {
        await within(answerWithinMs, open(jobs.classify.queue()).getJobCounts('waiting'));
      } catch (error) {
        throw unavailable('队列', backend.url, error);
      }
    },

    async countDead(job, channel) {
      return (await open(jobs[job].queue(channel)).getJobCounts('failed')).failed ?? 0;
    },

    async obliterate() {
      await Promise.all([...queues.values()].map((queue) => queue.obliterate({ force: true })));
    },

    async close() {
      await Promise.all([...workers].map(closeWorker));
      await Promise.all(
        [...queues.values()].map((queue) =>
          queue
            .close()
            .catch((error: unknown) => logger.warn({ error: describeError(error) }, 'closing a queue')),
        ),
      );
      queues.clear();
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
