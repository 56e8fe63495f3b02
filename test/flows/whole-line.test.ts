import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { citizen, signIn } from '../support/people.ts';
import { describeOnBothBackends } from '../support/queue-backends.ts';
import { type Services, startServices } from '../support/services.ts';
import { until } from '../support/until.ts';

const lamp = '沙市区北京路万达广场门口的路灯坏了三天了，晚上黑得很，老人摔了一跤';

describeOnBothBackends('from a message to a closed case', ({ redisUrl }) => {
  let database: TestDatabase;
  let services: Services;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    services = await startServices(database.url, redisUrl && `${redisUrl.replace(/\/\d*$/, '')}/7`);
  }, 150_000);
  afterAll(async () => {
    await services?.close();
    await database?.close();
  });

  /** The citizen tells it, the reviewer decides as proposed, the department answers. */
  async function answerOne(name: string) {
    const person = citizen(services.apiUrl, name);
    await person.say(lamp);
    await person.say('不留');
    const filed = await person.say('对');
    const number = /MQ\d{8}-\d{6}-\d/.exec(filed)![0];
    const reviewer = await signIn(services.apiUrl, 'reviewer');
    const seen = await until('a proposal', async () => {
      const found = await reviewer.see(number);
      return found.proposal ? found : null;
    });
    const [best] = seen.proposal!.departments;
    expect(best!.reason).not.toBe('');
    const decision = {
      topic: seen.proposal!.topics[0]!.code,
      department: best!.code,
      kind: 'complaint',
      urgency: 'normal',
    };
    expect((await reviewer.act(number, 'confirm', decision)).state).toBe('ready_to_dispatch');
    expect((await reviewer.act(number, 'dispatch')).state).toBe('awaiting_signature');
    await person.hears(/已派给/);
    const clerk = await signIn(services.apiUrl, best!.code);
    await clerk.act(number, 'sign');
    await clerk.act(number, 'submit_answer', { answer: '路灯已经修好，请您看看。' });
    expect((await reviewer.act(number, 'accept_answer')).state).toBe('return_visit');
    await person.hears(/路灯已经修好/);
    return { person, number, reviewer, clerk };
  }

  test('the citizen is satisfied and the case is closed', async () => {
    const { person, number, reviewer } = await answerOne('张阿姨');
    await person.say('满意');
    expect((await reviewer.see(number)).state).toBe('closed');
  }, 150_000);

  test('the citizen is not satisfied, the case is done again, and then closed', async () => {
    const { person, number, reviewer, clerk } = await answerOne('小刘');
    await person.say('不满意，灯还是不亮');
    expect((await reviewer.see(number)).state).toBe('return_visit');
    expect((await reviewer.act(number, 'redo', { reason: '灯还是不亮' })).state).toBe('reopened');
    await person.hears(/没有把您的事办好/);
    expect((await clerk.act(number, 'take_up_again')).state).toBe('in_hand');
    await clerk.act(number, 'submit_answer', { answer: '换了新灯头，已经亮了。' });
    await reviewer.act(number, 'accept_answer');
    await person.hears(/换了新灯头/);
    await person.say('满意');
    expect((await reviewer.see(number)).state).toBe('closed');
  }, 150_000);

  test('a message that the channel delivers twice makes one complaint', async () => {
    const person = citizen(services.apiUrl, '赵师傅');
    const [first, last] = [randomUUID(), randomUUID()];
    await person.send('荆州区郢都路的下水道堵了，昨天晚上开始往外冒水', first);
    await person.send('荆州区郢都路的下水道堵了，昨天晚上开始往外冒水', first);
    await person.hears(/我念一下/);
    await person.say('不留');
    await person.send('对', last);
    await person.send('对', last);
    await person.hears(/MQ\d/);
    await person.say('进度');
    const reviewer = await signIn(services.apiUrl, 'reviewer');
    const found = await reviewer.call('GET', `/cases?q=${encodeURIComponent('郢都路的下水道')}`);
    const { items } = (await found.json()) as { items: { number: string }[] };
    expect(items).toHaveLength(1);
    const seen = await reviewer.see(items[0]!.number);
    expect(seen.complaints[0]!.text.match(/下水道/g)).toHaveLength(1);
  }, 150_000);
});
