import pg from 'pg';
import type { Logger } from '../core/logger.ts';

export interface Listener {
  close(): Promise<void>;
}

/**
 * Calls `onPayload` for every NOTIFY on `channel`, over a connection of its own that is opened again whenever it
 * breaks. What was notified in between is gone: a listener only ever hurries what a sweep or a reload finds anyway.
 * `onReconnect` is the moment to look. Throws when the first connection fails.
 */
export async function listen(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  logger: Logger,
  onReconnect: () => void = () => {},
): Promise<Listener> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const retry = (attempt: number) => {
    if (closed) return;
    timer = setTimeout(
      () => {
        connect(attempt).then(onReconnect, (error: unknown) => {
          logger.warn({ err: error, channel, attempt }, 'cannot listen to the database');
          retry(attempt + 1);
        });
      },
      Math.min(250 * 2 ** attempt, 5_000),
    );
  };

  const connect = async (attempt = 0) => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    let listening = false;
    next.on('error', (error) => logger.warn({ err: error, channel, attempt }, 'lost the database'));
    next.on('notification', (message) => onPayload(message.payload ?? ''));
    next.on('end', () => {
      if (listening) retry(0);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    if (closed) return next.end();
    listening = true;
    client = next;
  };

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
