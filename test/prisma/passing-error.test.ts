import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { isPassing } from '../../prisma/passing-error.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await createTestDatabase('tables');
  opened = openDatabase(database.url, { poolSize: 2 });
}, 150_000);
afterAll(async () => {
  await opened?.close();
  await database?.close();
});

const thrownBy = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

test('a connection that is cut, and a database that is away, will pass', async () => {
  const db = opened.prisma;
  const cut = await thrownBy(db.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`);
  const away = openDatabase('postgresql://nobody:secret@127.0.0.1:9/none');
  const refused = await thrownBy(away.prisma.message.count());
  const asked = await thrownBy(away.prisma.$queryRawUnsafe('SELECT 1'));
  await away.close();
  expect([cut, refused, asked].map(isPassing)).toEqual([true, true, true]);
});

test('no connection to be had for a transaction will pass; a transaction that took too long may do so again', async () => {
  const db = opened.prisma;
  const slow = thrownBy(
    db.$transaction(
      async (tx) => {
        const held = thrownBy(db.$transaction(async (other) => other.$queryRaw`SELECT pg_sleep(1)`));
        const waited = await thrownBy(db.$transaction(async () => {}, { maxWait: 100 }));
        await held;
        expect(isPassing(waited)).toBe(true);
        await tx.message.count();
      },
      { timeout: 300 },
    ),
  );
  const error = await slow;
  expect(error).toBeInstanceOf(Error);
  expect(isPassing(error)).toBe(false);
});

test('what is wrong with the question stays wrong', async () => {
  const db = opened.prisma;
  const errors = [
    await thrownBy(db.$queryRaw`SELECT 1/0`),
    await thrownBy(db.message.findUniqueOrThrow({ where: { id: crypto.randomUUID() } })),
    new Error('a bug'),
    null,
  ];
  expect(errors.map(isPassing)).toEqual([false, false, false, false]);
});
