import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLogger } from '../../core/logger.ts';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { listen } from '../../prisma/listen.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = createLogger('test', 'silent');
let under: TestDatabase;
let database: Database;

beforeAll(async () => {
  under = await createTestDatabase('nothing');
  database = openDatabase(under.url, { poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await under.close();
});

/** Of this test's own database: other tests listen on the same server. */
const listeners =
  "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";
const notify = (payload: string) => database.pool.query('SELECT pg_notify($1, $2)', ['cases', payload]);

test('hears what is notified, and hears again after its connection was cut', async () => {
  const heard: string[] = [];
  const reconnected = vi.fn();
  const listener = await listen(under.url, 'cases', (payload) => heard.push(payload), logger, reconnected);
  await notify('first');
  await vi.waitFor(() => expect(heard).toEqual(['first']));
  await database.pool.query(`SELECT pg_terminate_backend(pid) FROM (${listeners}) listeners`);
  await vi.waitFor(() => expect(reconnected).toHaveBeenCalledOnce(), { timeout: 10_000 });
  await notify('second');
  await vi.waitFor(() => expect(heard).toEqual(['first', 'second']));
  await listener.close();
  await notify('third');
  // The server notices a moment later that a client is gone.
  await vi.waitFor(async () => expect((await database.pool.query(listeners)).rows).toEqual([]));
  expect(heard).toEqual(['first', 'second']);
});

test('says at once when the first connection fails', async () => {
  const nowhere = 'postgresql://somebody@127.0.0.1:9/none';
  await expect(listen(nowhere, 'cases', () => {}, logger)).rejects.toThrow('ECONNREFUSED');
});
