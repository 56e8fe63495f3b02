import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDraft } from '../../bot/intake/draft.ts';
import type { Effect } from '../../bot/intake/step.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openLine, type Line as TestLine } from '../support/line.ts';
import { checkScript, describeFailure } from './check-script.ts';
import { inputsOf, type Played } from './play-script.ts';
import { type Line, readScripts, type Script } from './read-script.ts';

const start = '2026-11-25T10:00:00+08:00';
/** What the line's telephone cannot send, and effects that only the pure steps name. */
const beyond = /^\/(?:voice|sticker|file|subscribe|flood|long|menu)/;
const throughHandler = readScripts()
  .filter(({ lines }) =>
    lines.every(({ says, expected }) => !beyond.test(says) && expected.every(({ key }) => key !== 'events')),
  )
  .filter((_, at) => at % 9 === 0);

let database: TestDatabase;
let line: TestLine;

beforeAll(async () => {
  database = await createTestDatabase('city');
  line = await openLine(database.url, start);
});
afterAll(async () => {
  await line?.close();
  await database?.close();
});

/** What the rows say after a line: the newest conversation, and the complaints that there were not before. */
async function stateOf(name: string, spoken: Line, answers: string[], before: number): Promise<Played> {
  const citizen = { externalId: name };
  const conversation = await line.db.conversation.findFirstOrThrow({
    where: { citizen },
    orderBy: { openedAt: 'desc' },
  });
  const complaints = await line.db.complaint.findMany({ where: { citizen }, orderBy: { createdAt: 'asc' } });
  const draft = readDraft(conversation.draft);
  const effects = complaints.slice(before).map(({ text }): Effect => {
    return { type: 'file', draft, wantsHuman: text.includes('希望人工联系') };
  });
  const done = conversation.closedAt !== null;
  return { line: spoken, draft, answers, effects, done, filed: effects.length > 0 };
}

async function play(script: Script): Promise<Played[]> {
  const person = line.citizen(script.name);
  const played: Played[] = [];
  const count = () => line.db.complaint.count({ where: { citizen: { externalId: script.name } } });
  for (const spoken of script.lines) {
    const wait = /^\/wait (\d+)$/.exec(spoken.says);
    if (wait) {
      line.pass(Number(wait[1]));
      continue;
    }
    const before = await count();
    const heard: string[] = [];
    const last = played.at(-1);
    const rounds = spoken.says === '/finish' ? 6 : 1;
    if (spoken.says === '/finish' && last?.filed) played.push({ ...last, line: spoken });
    for (
      let round = 0;
      round < rounds && (await count()) === before && !(rounds > 1 && last?.filed);
      round += 1
    ) {
      const says = rounds > 1 ? '/next' : spoken.says;
      for (const { kind, text, location, scene } of inputsOf(says, played.at(-1)?.draft.stage ?? 'start')) {
        line.clock.now = new Date(line.clock.now.getTime() + 15_000);
        const answer =
          kind === 'image' ? await person.photo() : await person.send({ kind, text, location, scene });
        heard.push(...(answer ? [answer] : []));
      }
      const state = await stateOf(script.name, spoken, heard, before);
      if (round > 0) played.pop();
      played.push(state);
    }
  }
  return played;
}

describe('a part of the scripts through the real handler and its rows', () => {
  test.each(throughHandler.map((script) => [script.name, script] as const))('%s', async (_, script) => {
    expect(checkScript(script, await play(script)).map(describeFailure)).toEqual([]);
  });

  test('what is filed is what was understood: words, place, time, contact, kind', async () => {
    const person = line.citizen('登记的样子');
    await person.say('沙市区北京路万达广场门口的路灯坏了三天了');
    await person.say('电话 13812345678');
    await person.say('对');
    const complaint = await line.db.complaint.findFirstOrThrow({
      where: { citizen: { externalId: '登记的样子' } },
    });
    expect(complaint).toMatchObject({
      text: '沙市区北京路万达广场门口的路灯坏了三天了',
      place: '沙市区北京路万达广场门口',
      since: '三天了',
      contactPhone: '13812345678',
      anonymous: false,
    });
  });

  test('a report keeps no name', async () => {
    const person = line.citizen('举报的人');
    const number = await person.files('举报三湾路有家麻将馆聚众赌博，每天下午到半夜');
    const { complaints } = await line.see(number);
    expect(complaints[0]).toMatchObject({
      kind: 'report',
      anonymous: true,
      contactName: null,
      contactPhone: null,
    });
  });
});

describe('short messages in a row', () => {
  test('are one utterance with one answer, though the citizen types on while the bot listens', async () => {
    const rest = ['路灯', '不亮三天了'];
    const typing: Promise<unknown>[] = [];
    const listening = await openLine(database.url, start, 'wechat', {
      ms: 1_000,
      mostMs: 2_500,
      // Instead of time passing, the citizen types the next words.
      async wait(ms) {
        const next = rest.shift();
        listening.clock.now = new Date(listening.clock.now.getTime() + (next ? 400 : ms));
        if (next) typing.push((await person.types(next)).settled);
      },
    });
    const person = listening.citizen('打字慢');
    await person.say('江津西路这边');
    await Promise.all(typing);
    expect(person.heard()).toHaveLength(1);
    const conversation = await line.db.conversation.findFirstOrThrow({
      where: { citizen: { externalId: '打字慢' } },
      include: { messages: { where: { direction: 'in' } } },
    });
    expect(conversation.messages).toHaveLength(3);
    expect(readDraft(conversation.draft)).toMatchObject({
      matter: '路灯',
      place: '江津西路',
      since: '三天了',
    });
    await listening.close();
  });
});

test('a flood is written down whole and answered a few times, and what comes after it is heard', async () => {
  const person = line.citizen('一分钟一百条');
  for (let at = 0; at < 100; at += 1)
    await person.types(`第${at}句话，你们快来看看`).then(({ settled }) => settled);
  expect(
    await line.db.message.count({ where: { citizen: { externalId: '一分钟一百条' }, direction: 'in' } }),
  ).toBe(100);
  expect(person.heard().length).toBeLessThanOrEqual(35);
  expect(person.heard().at(-1)).toMatch(/我都记下了/);
  line.pass(5);
  expect(await person.say('郢都路的路灯三天没亮了')).not.toBe('');
});
