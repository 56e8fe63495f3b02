import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatCaseNumber } from '../../core/case-number.ts';
import type { TellApart } from '../../core/proposal.ts';
import { askToTellApart } from '../../prisma/cases/tell-apart.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { caseNumber, type Line, openLine } from '../support/line.ts';

const lamp = '沙市区北京路万达广场门口的路灯坏了三天了，晚上黑得很';
const drain = '荆州区郢都路路边的下水道堵了一个星期，污水漫到人行道上';
const department = 'urban-management';
const morning = '2026-11-25T10:00:00+08:00';

let database: TestDatabase;
let line: Line;
let people = 0;

beforeAll(async () => {
  database = await createTestDatabase('city');
  line = await openLine(database.url, morning);
});
afterAll(async () => {
  await line?.close();
  await database?.close();
});
beforeEach(() => {
  line.clock.now = new Date(morning);
});

const someone = () => line.citizen(`市民${++people}`);

async function dispatch(number: string) {
  const topic = await line.db.topic.findFirstOrThrow({ orderBy: { code: 'asc' } });
  const decision = { topic: topic.code, department, kind: 'help', urgency: 'normal' };
  await line.act('reviewer', number, 'confirm', decision);
  await line.act('reviewer', number, 'dispatch');
}

async function answer(number: string, words: string) {
  await dispatch(number);
  await line.act(department, number, 'sign');
  await line.act(department, number, 'submit_answer', { answer: words });
  await line.act('reviewer', number, 'accept_answer');
}

const eventsOf = async (number: string) => (await line.see(number)).events.map(({ name }) => name);

describe('where a case stands', () => {
  test('told at dispatch by department and day, and on demand in any words', async () => {
    const person = someone();
    const number = await person.files(lamp);
    expect(await person.say('我的工单')).toContain('工作人员正在看');
    await dispatch(number);
    // Ten working days from Wednesday 25 November.
    expect(person.heard().at(-1)).toContain('已派给 市城管委，12月9日前答复');
    for (const asked of [
      '我的工单',
      '办得怎么样了',
      '进度',
      number,
      number.slice(-8),
      `尾号${number.slice(-4)}`,
    ])
      expect(await person.say(asked)).toMatch(/已派给 市城管委，12月9日前答复/);
    expect(await person.menu('progress')).toContain(number);
  });

  test("somebody else's number says no more than one that does not exist", async () => {
    const number = await someone().files(lamp);
    const other = someone();
    const unknown = await other.say(formatCaseNumber('2026-01-01', 77));
    expect(await other.say('MQ20260101-000077-9')).toBe(unknown);
    expect(await other.say(number)).toBe(unknown);
    expect(unknown).not.toContain('路灯');
  });

  test('a granted extension and a case that must wait are told with their days, without the reason', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await dispatch(number);
    await line.act(department, number, 'sign');
    await line.act(department, number, 'request_extension', { reason: '人手不够', days: 3 });
    await line.act('supervisor', number, 'grant_extension');
    expect(person.heard().at(-1)).toContain('改为 12月14日前答复');
    await line.act('supervisor', number, 'park', { reason: '等上级资金', reviewDate: '2027-01-04' });
    expect(person.heard().at(-1)).toContain('2027年1月4日再去看');
    expect(person.heard().join()).not.toMatch(/人手不够|等上级资金/);
  });
});

test('who writes English is told in English, also by the department and at the commands', async () => {
  const person = someone();
  let said = await person.say('The street lamp on Beijing Road in Shashi has been broken for three days');
  for (const reply of ['skip', 'no', 'yes', 'yes'])
    if (!caseNumber.test(said)) said = await person.say(reply);
  const number = caseNumber.exec(said)![0];
  await dispatch(number);
  expect(person.heard().at(-1)).toContain('has gone to 市城管委, answer due by 9 December');
  expect(await person.say('my case')).toContain('answer due by 9 December');
  expect(await person.say('please hurry')).toContain('We have urged case');
  await line.act(department, number, 'sign');
  await line.act(department, number, 'submit_answer', { answer: '路灯修好了。' });
  await line.act('reviewer', number, 'accept_answer');
  expect(person.heard().at(-1)).toMatch(/Are you satisfied\?[\s\S]*1 Yes/);
  expect(await person.say('not satisfied')).toContain('What was not done well');
  expect(person.heard().join().replaceAll('市城管委', '').replaceAll('路灯修好了。', '')).not.toMatch(/您/);
});

describe('more about an open case', () => {
  test('words, a photograph and a place reach the complaint and the record of the case', async () => {
    const person = someone();
    const number = await person.files(lamp);
    expect(await person.photo()).toContain(number);
    line.pass(60);
    expect(await person.say('补充：对面那盏也不亮')).toContain(number);
    expect(await person.location(30.31, 112.25, '万达广场')).toContain('回复 1');
    expect(await person.say('1')).toContain(number);
    const { complaints, events } = await line.see(number);
    expect(complaints[0]).toMatchObject({ latitude: 30.31, longitude: 112.25 });
    expect(complaints[0]!.attachments).toHaveLength(1);
    const added = events.filter(({ name }) => name === 'add_information').map(({ data }) => data);
    expect(added).toEqual([
      expect.objectContaining({ text: '照片 1 张' }),
      expect.objectContaining({ text: '对面那盏也不亮' }),
      expect.objectContaining({ text: expect.stringContaining('万达广场') }),
    ]);
    expect(
      await line.db.case.count({ where: { complaints: { some: { citizen: { externalId: person.name } } } } }),
    ).toBe(1);
  });

  test('a photograph that nobody explains goes to the open case, not into a new one', async () => {
    const person = someone();
    const number = await person.files(lamp);
    line.pass(60);
    await person.photo();
    line.pass(31);
    await line.expire();
    expect((await line.see(number)).complaints[0]!.attachments).toHaveLength(1);
    expect(person.heard().at(-1)).toContain(number);
  });

  test('with several open cases it goes to the likeliest, and one digit takes it to another', async () => {
    const person = someone();
    const first = await person.files(lamp);
    const second = await person.files(drain);
    const said = await person.say('补充一下，路灯现在全灭了');
    expect(said).toContain(first);
    expect(said).toContain(`1 ${second}`);
    expect(await person.say('1')).toContain(second);
    expect(await eventsOf(first)).toContain('add_information');
    expect(await eventsOf(second)).toContain('add_information');
  });
});

describe('urging', () => {
  test('once a day it is an event, more of it is acknowledged with the day of the answer', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await dispatch(number);
    expect(await person.say('催办')).toMatch(/已经为您催办.*市城管委 会看到，最晚 12月9日前答复您/);
    line.pass(120);
    expect(await person.say('帮我催一下')).toContain('今天已经催过了');
    expect((await eventsOf(number)).filter((name) => name === 'urge')).toHaveLength(1);
    line.pass(24 * 60);
    await person.say('催办');
    expect((await eventsOf(number)).filter((name) => name === 'urge')).toHaveLength(2);
  });

  test('which of several is asked', async () => {
    const person = someone();
    const first = await person.files(lamp);
    const second = await person.files(drain);
    expect(await person.say('催办')).toMatch(new RegExp(`1 ${second}[\\s\\S]*2 ${first}`));
    expect(await person.say('2')).toContain(first);
    expect(await eventsOf(first)).toContain('urge');
    expect(await eventsOf(second)).not.toContain('urge');
  });
});

describe('withdrawing', () => {
  test('asked for once more, in any state of the work', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await dispatch(number);
    expect(await person.say('我要撤回')).toContain('确定撤回');
    expect(await person.say('不撤了')).toContain('接着办');
    await person.say('撤回');
    expect(await person.say('1')).toContain('撤回');
    expect((await line.see(number)).state).toBe('withdrawn');
    expect(await person.say('撤回')).toContain('没有正在办理的工单');
  });

  test('the matters of others that were merged into it go on', async () => {
    const [one, two] = [someone(), someone()];
    const master = await one.files(lamp);
    const child = await two.files(lamp);
    await line.act('reviewer', child, 'merge', { masterNumber: master });
    await one.say(`撤回 ${master}`);
    await line.sweep();
    expect((await line.see(child)).state).toBe('awaiting_review');
    expect(two.heard().at(-1)).toContain('单独办理');
  });
});

describe('a merged case', () => {
  test("what its citizen says reaches the master's department, and they are answered and asked themselves", async () => {
    const [one, two] = [someone(), someone()];
    const master = await one.files(lamp);
    const child = await two.files(lamp);
    await line.act('reviewer', child, 'merge', { masterNumber: master });
    await dispatch(master);
    expect(two.heard().at(-1)).toMatch(new RegExp(`${child} 已派给 市城管委`));
    await two.say('催办');
    await two.say('补充：晚上有人摔倒了');
    const { events } = await line.see(master);
    expect(events.at(-2)).toMatchObject({ name: 'urge', data: { from: child } });
    expect(events.at(-1)).toMatchObject({ name: 'add_information', data: { from: child } });
    expect(two.heard().join()).not.toContain(master);
    await line.act(department, master, 'sign');
    await line.act(department, master, 'submit_answer', { answer: '路灯修好了。' });
    await line.act('reviewer', master, 'accept_answer');
    expect(two.heard().at(-1)).toContain('路灯修好了');
    expect(await two.say('1')).toContain('谢谢您的评价');
    expect((await line.see(master)).state).toBe('return_visit');
    expect((await line.see(child)).satisfied).toBe(true);
    await one.say('满意');
    expect((await line.see(master)).state).toBe('closed');
  });
});

describe('the return visit', () => {
  test('satisfied with one digit', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await answer(number, '路灯修好了。');
    expect(person.heard().at(-1)).toMatch(/路灯修好了[\s\S]*1 满意\n2 不满意/);
    expect(await person.say('1')).toContain('已经办结');
    expect((await line.see(number)).state).toBe('closed');
  });

  test('not satisfied: the reason is asked once, and the case is done again', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await answer(number, '路灯修好了。');
    expect(await person.say('2')).toContain('哪里没办好');
    expect(await person.say('灯还是一闪一闪的')).toContain('记下了');
    const { events } = await line.see(number);
    expect(events.at(-1)).toMatchObject({ name: 'not_satisfied', data: { reason: '灯还是一闪一闪的' } });
    await line.act('visitor', number, 'redo', { reason: '诉求人说还闪' });
    expect(person.heard().at(-1)).toMatch(/市城管委 重新办理，11月30日前答复/);
    expect(person.heard().join()).not.toContain('诉求人说还闪');
  });

  test('a nod and a half-hearted word close nothing: the question is asked again', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await answer(number, '路灯修好了。');
    expect(await person.say('好的')).toMatch(/您满意吗[\s\S]*1 满意/);
    expect(await person.say('路灯是修好了，但是线还挂在外面')).toMatch(/记到工单[\s\S]*您满意吗/);
    expect((await line.see(number)).state).toBe('return_visit');
    expect((await line.see(number)).events.at(-1)).toMatchObject({ name: 'add_information' });
  });

  test('a verdict in the middle of another matter is a verdict', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await answer(number, '路灯修好了。');
    await person.say(drain);
    expect(await person.say('满意')).toContain('已经办结');
    expect((await line.see(number)).state).toBe('closed');
    expect(await person.say('不留')).not.toContain(number);
  });

  test('a reason that comes with the verdict is not asked for', async () => {
    const person = someone();
    await answer(await person.files(lamp), '路灯修好了。');
    expect(await person.say('不满意，灯还是一闪一闪的')).not.toContain('哪里没办好');
  });
});

test('new facts after the close open a new case that is linked to the old one', async () => {
  const person = someone();
  const number = await person.files(lamp);
  await answer(number, '路灯修好了。');
  await person.say('1');
  line.pass(3 * 24 * 60);
  expect(await person.say('那个路灯又坏了')).toContain(number);
  const said = await person.say('1');
  const next = said.match(new RegExp(caseNumber, 'g'))!.find((each) => each !== number)!;
  expect(await line.see(next)).toMatchObject({
    state: 'awaiting_review',
    follows: { number },
    complaints: [{ text: '那个路灯又坏了', place: (await line.see(number)).complaints[0]!.place }],
  });
});

describe('a question of the reviewer', () => {
  test('is answered by the next words, and the case goes back to review', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await line.act('reviewer', number, 'ask_citizen', { question: '是哪一侧的路灯？' });
    expect(await person.say('靠近万达这一侧')).toContain(number);
    expect((await line.see(number)).state).toBe('awaiting_review');
  });

  test('does not swallow another matter', async () => {
    const person = someone();
    const number = await person.files(lamp);
    await line.act('reviewer', number, 'ask_citizen', { question: '是哪一侧的路灯？' });
    expect(await person.say('我们小区自来水停了两天了，没人管，要投诉物业公司')).toContain('另一件事');
    expect(await person.say('2')).not.toContain(number);
    expect((await line.see(number)).state).toBe('awaiting_citizen');
    expect(await person.say('沙市区航空路18号')).not.toContain(number);
  });
});

describe('the question that tells two departments apart', () => {
  const question = '杆子上有没有“电力”“电信”的字样？';

  async function asked(person: ReturnType<typeof someone>): Promise<string> {
    const number = await person.files('沙市区北京路万达广场门口一根线断了垂在树上');
    const row = await line.db.case.findUniqueOrThrow({ where: { number } });
    const tellApart: TellApart = {
      question,
      between: [
        { department: 'power', responsibilityId: 'R1', meaning: '提到“电力”' },
        { department: 'telecom', responsibilityId: 'R2', meaning: '提到“电信”' },
      ],
    };
    await line.db.$transaction((tx) => askToTellApart(tx, row, tellApart, line.clock.now));
    await line.sweep();
    expect(person.heard().at(-1)).toContain(question);
    return number;
  }
  const kept = async (number: string) =>
    line.db.tellingApart.findFirstOrThrow({ where: { case: { number } } });

  test('its answer joins the complaint, which is classified again', async () => {
    const person = someone();
    const number = await asked(person);
    const nudged = line.nudged.length;
    expect(await person.say('有，写着电信')).toContain(number);
    const row = await line.see(number);
    expect(row.events.at(-1)).toMatchObject({ name: 'add_information', data: { text: '有，写着电信' } });
    expect(row.triagedAt).toBeNull();
    expect(line.nudged.slice(nudged)).toEqual([row.id]);
    expect(await kept(number)).toMatchObject({ answer: '有，写着电信', answeredAt: expect.any(Date) });
  });

  test('another matter, a command and a nod are none of it', async () => {
    const person = someone();
    const number = await asked(person);
    expect(await person.say('好的')).not.toContain('补充的情况');
    expect(await person.say('我的工单')).toContain(number);
    expect(await person.say('我们小区自来水停了两天了，没人管，要投诉物业公司')).not.toContain(number);
    expect(await kept(number)).toMatchObject({ answeredAt: null });
  });

  test('it can be passed over', async () => {
    const person = someone();
    const number = await asked(person);
    expect(await person.say('不清楚')).toContain('先不问了');
    expect(await kept(number)).toMatchObject({ answer: null, answeredAt: expect.any(Date) });
  });
});

test('at night nobody is woken, and who writes is answered', async () => {
  await line.db.$executeRaw`UPDATE settings SET value = value - 'quietHours' WHERE name = 'city'`;
  const person = someone();
  const number = await person.files(lamp);
  line.clock.now = new Date('2026-11-25T23:30:00+08:00');
  await dispatch(number);
  expect(person.heard().at(-1)).not.toContain('已派给');
  expect(await person.say('进度')).toContain('已派给');
  line.clock.now = new Date('2026-11-26T07:59:00+08:00');
  await line.sweep();
  expect(person.heard().filter((text) => text.includes(`${number} 已派给`))).toEqual([]);
  line.clock.now = new Date('2026-11-26T08:00:00+08:00');
  await line.sweep();
  expect(person.heard().at(-1)).toContain(`您的工单 ${number} 已派给`);
});
