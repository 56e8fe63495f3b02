import { createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq';

export interface QueueSettings {
  /** Absent: the queues live in the database. */
  redisUrl?: string | undefined;
  databaseUrl: string;
  /** Namespace of the keys in Redis. The braces keep them on one node of a Redis Cluster. */
  prefix?: string | undefined;
}
export type QueueBackend = 'redis' | 'postgresql';

/** What differs between the two homes of the queues: how a BullMQ queue or worker is built. */
export interface Backend {
  name: QueueBackend;
  /** The address in use; holds credentials. */
  url: string;
  queue(name: string, options: Omit<QueueOptions, 'connection'>): Queue;
  worker(
    name: string,
    run: (job: { data: unknown }) => Promise<void>,
    options: Omit<WorkerOptions, 'connection'>,
  ): Worker;
}

export function chooseBackend(settings: QueueSettings): Backend {
  return settings.redisUrl
    ? redis(settings.redisUrl, settings.prefix ?? '{minqing}')
    : postgresql(settings.databaseUrl);
}

function redis(url: string, prefix: string): Backend {
  return {
    name: 'redis',
    url,
    // A nudge is worth one try: the row is written, and a sweep finds it.
    queue: (name, options) =>
      new Queue(name, {
        ...options,
        prefix,
        skipWaitingForReady: true,
        connection: { url, maxRetriesPerRequest: 1, enableOfflineQueue: true, connectTimeout: 5_000 },
      }),
    worker: (name, run, options) =>
      new Worker(name, run, { ...options, prefix, connection: { url, maxRetriesPerRequest: null } }),
  };
}

function postgresql(url: string): Backend {
  const connection = { connectionString: url, max: 4, connectionTimeoutMillis: 5_000, keepAlive: true };
  return {
    name: 'postgresql',
    url,
    // The two classes differ only in the type of their backend, which nothing here looks at.
    queue: (name, options) =>
      new Queue(name, { ...options, connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, run, options) =>
      new Worker(name, run, { ...options, connection }, createPostgresBackend) as unknown as Worker,
  };
}

/** Creates BullMQ's own tables in the database, in a schema of their own; nothing to do on Redis. */
export async function migrateQueues(settings: QueueSettings): Promise<void> {
  if (settings.redisUrl) return;
  const connection = { connectionString: settings.databaseUrl, max: 1, migrate: true };
  const queue = new Queue('classify', { connection }, createPostgresBackend);
  queue.on('error', () => {});
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
}
