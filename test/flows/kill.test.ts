import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { citizen } from '../support/people.ts';
import { describeOnBothBackends } from '../support/queue-backends.ts';
import { type ServiceName, type Services, startServices } from '../support/services.ts';
import { until } from '../support/until.ts';

const people = 8;
const victims: ServiceName[] = ['bot', 'triage', 'api', 'bot', 'triage', 'bot'];
/** Not in step with anything: a kill falls on another moment of the work each time. */
const pauses = [150, 430, 90, 260, 610, 340];

describeOnBothBackends('nothing is lost when a service is killed', ({ redisUrl }) => {
  let database: TestDatabase;
  let services: Services;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    services = await startServices(database.url, redisUrl && `${redisUrl.replace(/\/\d*$/, '')}/8`);
  }, 150_000);
  afterAll(async () => {
    await services?.close();
    await database?.close();
  });

  test('every accepted message ends in exactly one case, and every answer is sent', async () => {
    const tell = async (at: number) => {
      const person = citizen(services.apiUrl, `市民${at}`);
      await person.send(`沙市区江津路第${at}个路口的井盖坏了，昨天晚上有人摔倒`, randomUUID());
      await person.send('不留', randomUUID());
      await person.send('对', randomUUID());
    };
    const telling = Promise.all(Array.from({ length: people }, (_, at) => tell(at)));
    for (const [at, victim] of victims.entries()) {
      await wait(pauses[at]);
      await services.kill(victim);
      services.start(victim);
    }
    await services.ready();
    await telling;

    const { prisma, close } = openDatabase(database.url, { poolSize: 2 });
    try {
      await until(
        'all messages handled, all cases triaged, all answers sent',
        async () => {
          const [unhandled, unsent, cases, untriaged] = await Promise.all([
            prisma.message.count({ where: { direction: 'in', handledAt: null } }),
            prisma.message.count({ where: { direction: 'out', sentAt: null } }),
            prisma.case.count(),
            prisma.case.count({ where: { triagedAt: null } }),
          ]);
          return unhandled === 0 && unsent === 0 && untriaged === 0 && cases >= people;
        },
        90_000,
      );
      expect(await prisma.message.count({ where: { direction: 'in' } })).toBe(people * 3);
      expect(await prisma.message.count({ where: { failedAt: { not: null } } })).toBe(0);
      const complaints = await prisma.complaint.findMany({ select: { text: true, citizenId: true } });
      expect(complaints).toHaveLength(people);
      expect(new Set(complaints.map(({ citizenId }) => citizenId)).size).toBe(people);
      expect(new Set(complaints.map(({ text }) => text)).size).toBe(people);
      expect(await prisma.proposal.count()).toBe(people);
    } finally {
      await close();
    }
  }, 150_000);
});
