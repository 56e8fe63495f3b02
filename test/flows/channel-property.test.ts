import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type AccountBot, startAccountBot } from '../support/wechat/account-bot.ts';
import { type FakeApi, type Mishap, startFakeApi } from '../support/wechat/fake-api.ts';
import { createPhone, type Phone } from '../support/wechat/phone.ts';

/** One delivery: by which of two processes, what WeChat hears of it, and the step at which the process fails. */
interface Delivery {
  bot: 0 | 1;
  loss: 'none' | 'request' | 'answer';
  failsAt: number | null;
}

const delivery: fc.Arbitrary<Delivery> = fc.record({
  bot: fc.constantFrom(0, 1),
  loss: fc.constantFrom('none', 'none', 'request', 'answer'),
  failsAt: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 2 }),
});
const lines = ['沙市区北京路的路灯坏了三天了，晚上黑得很', '不留', '对'];
/** Of each line: up to two deliveries that may go wrong, one that WeChat hears, and what it sends again later. */
const citizen = fc.array(
  fc.record({
    tries: fc.array(delivery, { maxLength: 2 }),
    last: fc.constantFrom<0 | 1>(0, 1),
    again: fc.boolean(),
  }),
  { minLength: lines.length, maxLength: lines.length },
);
type Script = typeof citizen extends fc.Arbitrary<infer T> ? T : never;
const mishaps = fc.array(
  fc.constantFrom<Mishap>({ errcode: -1 }, 'hang-up', { errcode: 42001 }, { raw: '<html>' }),
  { maxLength: 3 },
);

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
let api: FakeApi;
let bots: AccountBot[];
/** Calls of the clock until it fails, as a process does that dies at that step. */
const fuses: (number | null)[] = [null, null];
/** What a dead process had claimed is free again after half a minute; the test does not wait for it. */
let later = 0;

function clockOf(at: number): () => Date {
  return () => {
    const left = fuses[at];
    if (left !== null && left !== undefined) {
      fuses[at] = left > 1 ? left - 1 : null;
      if (left === 1) throw new Error('the process fails here');
    }
    return new Date(Date.now() + later);
  };
}

beforeAll(async () => {
  database = await createTestDatabase('city');
  opened = openDatabase(database.url, { poolSize: 3 });
  api = await startFakeApi();
  const { token, aesKey } = accountSettings(api);
  const start = (at: number) =>
    startAccountBot({
      databaseUrl: database.url,
      api,
      token,
      aesKey,
      now: clockOf(at),
      options: { replyWithinMs: 800, now: () => new Date() },
    });
  bots = [await start(0), await start(1)];
}, 150_000);
afterAll(async () => {
  for (const bot of bots ?? []) await bot.stop();
  await api?.close();
  await opened?.close();
  await database?.close();
});

async function tell(name: string, script: Script): Promise<Phone> {
  const phones = bots.map((bot) => createPhone(name, bot.callback, api));
  for (const [at, { tries, last, again }] of script.entries()) {
    const xml = phones[0]!.xml({ MsgType: 'text', Content: lines[at]! });
    for (const { bot, loss, failsAt } of tries) {
      if (loss === 'request') continue;
      fuses[bot] = failsAt;
      await phones[bot]!.deliverOnce(xml, loss !== 'answer');
    }
    fuses.fill(null);
    if (tries.some(({ failsAt }) => failsAt !== null)) later += 31_000;
    await until(
      'WeChat to hear an answer',
      async () => (await phones[last]!.deliverOnce(xml))?.status === 200,
    );
    if (again) await phones[last === 0 ? 1 : 0]!.deliverOnce(xml);
    await settled(name);
  }
  return phones[0]!;
}

/** Nothing of this citizen's is unhandled or owed. */
async function settled(name: string): Promise<void> {
  const where = { citizen: { externalId: name } };
  await until(`${name} to be answered`, async () => {
    const open = {
      OR: [
        { direction: 'in', handledAt: null },
        { direction: 'out', sentAt: null },
      ],
    };
    return (await opened.prisma.message.count({ where: { ...where, ...open } })) === 0;
  });
}

test('whatever is lost, repeated or fails: one complaint a conversation, an answer to each message, in order', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(citizen, { minLength: 1, maxLength: 2 }),
      mishaps,
      async (scripts, troubles) => {
        run += 1;
        // What the last run did not meet would add up to more than a message is tried.
        api.calm();
        api.meet('/message/custom/send', ...troubles);
        const names = scripts.map((_, at) => `o-${run}-${at}`);
        await Promise.all(scripts.map((script, at) => tell(names[at]!, script)));
        for (const name of names) {
          const where = { citizen: { externalId: name } };
          const incoming = await opened.prisma.message.findMany({ where: { ...where, direction: 'in' } });
          const outgoing = await opened.prisma.message.findMany({
            where: { ...where, direction: 'out' },
            orderBy: { seq: 'asc' },
          });
          expect(incoming).toHaveLength(lines.length);
          for (const { id, failedAt } of incoming) {
            expect(failedAt).toBeNull();
            expect(outgoing.some(({ answersId, sentAt }) => answersId === id && sentAt !== null)).toBe(true);
          }
          const complaints = await opened.prisma.complaint.findMany({ where });
          expect(complaints).toHaveLength(1);
          expect(complaints[0]!.text.match(/路灯/g)).toHaveLength(1);
          // Every answer was seen, and each for the first time after the one before it.
          const seen = api.shown.get(name)!.map(({ text }) => text);
          const places = outgoing.map(({ text }) => seen.findIndex((shown) => shown.includes(text)));
          expect(places.every((place) => place >= 0)).toBe(true);
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS || 12), endOnFailure: true },
  );
}, 240_000);
