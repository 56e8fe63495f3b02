import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { citizen, signIn } from '../support/people.ts';
import { type Services, startServices } from '../support/services.ts';

describe('bad input gets a clear answer', () => {
  let database: TestDatabase;
  let services: Services;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    services = await startServices(database.url, undefined);
  }, 150_000);
  afterAll(async () => {
    await services?.close();
    await database?.close();
  });

  test.each([
    ['an empty message', '', /没有看到内容/],
    ['emoji only', '😡😡😡', /文字/],
    ['another language', 'The street lamp in front of my house is broken', /Where is it/],
    ['an unknown case number', 'MQ20200101-000001-9 怎么样了', /没有查到|没有登记/],
  ])('%s', async (name, text, answer) => {
    expect(await citizen(services.apiUrl, name).say(text)).toMatch(answer);
  });

  test('a text of 5,000 characters is taken whole, a longer one is taken as far as it goes', async () => {
    const long = '路灯坏了晚上很黑。'.repeat(556).slice(0, 5_000);
    const whole = citizen(services.apiUrl, '写得长');
    expect(await whole.say(long)).toMatch(/什么地方|什么时候|我念一下/);
    const longer = citizen(services.apiUrl, '写得更长');
    expect(await longer.say(`${long}还有一千字`.repeat(1))).toMatch(/太长/);
  });

  test('someone else’s case number says no more than an unknown one', async () => {
    const owner = citizen(services.apiUrl, '失主');
    await owner.say('沙市区北京路的垃圾一个星期没人清了，臭得不行');
    await owner.say('不留');
    const number = /MQ\d{8}-\d{6}-\d/.exec(await owner.say('对'))![0];
    const stranger = citizen(services.apiUrl, '外人');
    expect(await stranger.say(`${number} 怎么样了`)).toMatch(/没有查到这个工单号/);
    expect(await stranger.say(`撤回 ${number}`)).toMatch(/没有查到这个工单号/);

    const clerk = await signIn(services.apiUrl, 'water-supply');
    const hidden = await clerk.call('GET', `/cases/${number}`);
    const unknown = await clerk.call('GET', '/cases/MQ20200101-000001-9');
    expect([hidden.status, unknown.status]).toEqual([404, 404]);
    const reviewer = await signIn(services.apiUrl, 'reviewer');
    const wrong = await reviewer.call(
      'POST',
      `/cases/${number}/events/accept_answer`,
      {},
      { 'If-Match': '"1"' },
    );
    expect(wrong.status).toBe(409);
    expect(wrong.headers.get('content-type')).toMatch('application/problem+json');
    expect(await wrong.json()).toMatchObject({ status: 409, code: 'conflict' });
  });

  test.each([
    ['/api/v1/session', '{"name": '],
    ['/simulator/api/citizens/x/messages', '{"kind"'],
    ['/simulator/api/citizens/x/messages', '{"kind":"dance"}'],
  ])('a bad JSON body at %s is named, without a stack trace', async (path, body) => {
    const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'minqing' };
    const answer = await fetch(`${services.apiUrl}${path}`, { method: 'POST', headers, body });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(text).not.toMatch(/node_modules|\.ts:|at /);
  });
});
