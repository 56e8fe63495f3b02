import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MinqingError } from '../../core/errors.ts';
import { createLogger } from '../../core/logger.ts';
import { migrateQueues, type QueueSettings } from '../../core/queue/backend.ts';
import { createQueues, type Queues } from '../../core/queue/queues.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { describeOnBothBackends } from '../support/queue-backends.ts';

const logger = createLogger('test', 'silent');
const soon = { timeout: 15_000, interval: 20 };

function createGate() {
  let open = () => {};
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { open, passed };
}

describeOnBothBackends('the queues', ({ backend, redisUrl, prefix }) => {
  let database: TestDatabase;
  let settings: QueueSettings;
  let queues: Queues;

  beforeAll(async () => {
    database = await createTestDatabase('nothing');
    settings = { databaseUrl: database.url, redisUrl, prefix };
    await migrateQueues(settings);
    queues = createQueues(settings, logger);
  });
  afterAll(async () => {
    await queues.obliterate();
    await queues.close();
    await database.close();
  });

  test('live where the settings say, and answer', async () => {
    expect(queues.backend).toBe(backend);
    await expect(queues.ping()).resolves.toBeUndefined();
  });

  test('a nudge reaches a worker of another process, with its payload', async () => {
    const other = createQueues(settings, logger);
    const seen: string[] = [];
    other.work('classify', async ({ caseId }) => void seen.push(caseId), { concurrency: 2 });
    const caseIds = [randomUUID(), randomUUID()];
    await Promise.all(caseIds.map((caseId) => queues.nudge('classify', { caseId })));
    await vi.waitFor(() => expect(seen.toSorted()).toEqual(caseIds.toSorted()), soon);
    await other.close();
  });

  test('nudges repeated while a job waits are one job; afterwards a nudge runs it again', async () => {
    const caseId = randomUUID();
    const last = randomUUID();
    const seen: string[] = [];
    for (let turn = 0; turn < 5; turn++) await queues.nudge('classify', { caseId });
    const worker = queues.work('classify', async (payload) => void seen.push(payload.caseId), {});
    await queues.nudge('classify', { caseId: last });
    await vi.waitFor(() => expect(seen).toContain(last), soon);
    expect(seen).toEqual([caseId, last]);
    await vi.waitFor(async () => {
      await queues.nudge('classify', { caseId });
      expect(seen.filter((id) => id === caseId).length).toBeGreaterThan(1);
    }, soon);
    await worker.close();
  });

  test('a nudge while its job runs makes it run once more, after it', async () => {
    const caseId = randomUUID();
    const gate = createGate();
    let runs = 0;
    let together = 0;
    const worker = queues.work(
      'classify',
      async () => {
        together += 1;
        expect(together).toBe(1);
        runs += 1;
        if (runs === 1) await gate.passed;
        together -= 1;
      },
      { concurrency: 4 },
    );
    await queues.nudge('classify', { caseId });
    await vi.waitFor(() => expect(runs).toBe(1), soon);
    for (let turn = 0; turn < 3; turn++) await queues.nudge('classify', { caseId });
    gate.open();
    await vi.waitFor(() => expect(runs).toBe(2), soon);
    await worker.close();
    expect(runs).toBe(2);
  });

  test('a worker takes only the messages of its channel', async () => {
    const seen: string[] = [];
    const simulator = queues.work('deliver', async (payload) => void seen.push(payload.messageId), {
      channel: 'simulator',
    });
    await queues.nudge('deliver', { messageId: 'in-terminal', channel: 'terminal' });
    await queues.nudge('deliver', { messageId: 'in-simulator', channel: 'simulator' });
    await vi.waitFor(() => expect(seen).toEqual(['in-simulator']), soon);
    const terminal = queues.work('deliver', async (payload) => void seen.push(payload.messageId), {
      channel: 'terminal',
    });
    await vi.waitFor(() => expect(seen).toEqual(['in-simulator', 'in-terminal']), soon);
    await Promise.all([simulator.close(), terminal.close()]);
  });

  test('a handler that fails for the moment is tried again', async () => {
    const messageId = randomUUID();
    let tries = 0;
    const worker = queues.work(
      'deliver',
      async () => {
        tries += 1;
        if (tries < 2) throw new MinqingError('unavailable', '渠道没有应答');
      },
      { channel: 'retrying' },
    );
    await queues.nudge('deliver', { messageId, channel: 'retrying' });
    await vi.waitFor(() => expect(tries).toBe(2), soon);
    await worker.close();
    expect(await queues.countDead('deliver', 'retrying')).toBe(0);
  });

  test('what no retry can mend becomes a dead letter at once, and does not block the next nudge', async () => {
    const payload = { messageId: randomUUID(), channel: 'broken' };
    let tries = 0;
    const worker = queues.work(
      'deliver',
      async () => {
        tries += 1;
        throw new MinqingError('not_found', '没有这条消息');
      },
      { channel: 'broken' },
    );
    await queues.nudge('deliver', payload);
    await vi.waitFor(async () => expect(await queues.countDead('deliver', 'broken')).toBe(1), soon);
    expect(tries).toBe(1);
    await queues.nudge('deliver', payload);
    await vi.waitFor(async () => expect(await queues.countDead('deliver', 'broken')).toBe(2), soon);
    await worker.close();
  });

  test('a nudge without an answering backend is logged and never throws; ping names the address', async () => {
    const nowhere = createQueues(
      {
        databaseUrl: 'postgresql://somebody:secret@127.0.0.1:9/none',
        redisUrl: redisUrl && 'redis://:secret@127.0.0.1:9',
      },
      logger,
    );
    await expect(nowhere.nudge('classify', { caseId: randomUUID() })).resolves.toBeUndefined();
    await expect(nowhere.ping()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.not.stringContaining('secret'),
    });
    await expect(nowhere.ping()).rejects.toThrow('127.0.0.1:9');
    await nowhere.close();
  });
});
