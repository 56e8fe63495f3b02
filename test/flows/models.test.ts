import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { promoteModel, shadowModel } from '../../prisma/learning/change-model.ts';
import { registerModel } from '../../prisma/learning/model-versions.ts';
import { modelName } from '../../triage/model/model.ts';
import { saveModel } from '../../triage/model/save-model.ts';
import { type Example, train } from '../../triage/model/train.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { writeHistory } from '../support/history.ts';
import { runProgram } from '../support/run-program.ts';
import { startTriage } from '../support/triage-process.ts';
import { until } from '../support/until.ts';

/** What this city's people complain of, and no starter corpus knows: shared balloons, left on the pavement. */
const balloon = (i: number) =>
  `第${i}次反映，${['江津路', '北京路', '荆州大道', '红门路'][i % 4]}的共享气球${['堵住人行道', '没人收', '飘到窗户上', '乱停'][i % 4]}，请管一管`;

describe('models that a city trains from its own reviews', () => {
  let database: TestDatabase;
  let opened: Database;
  let modelsDir: string;
  let triage: Awaited<ReturnType<typeof startTriage>>;
  let topics: string[];
  let env: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 2 });
    modelsDir = await mkdtemp(join(tmpdir(), 'minqing-models-'));
    env = { DATABASE_URL: database.url, MODELS_DIR: modelsDir };
    topics = (await opened.prisma.topic.findMany({ orderBy: { code: 'asc' } })).map(({ code }) => code);
    triage = await startTriage(database.url, opened.prisma, { MODELS_DIR: modelsDir });
  }, 150_000);
  afterAll(async () => {
    await triage?.close();
    await opened?.close();
    await database?.close();
    await rm(modelsDir, { recursive: true, force: true });
  });

  const command = (name: string, ...args: string[]) => runProgram(`triage/cli/${name}.ts`, args, env);
  const rowOf = (version: string) => opened.prisma.modelVersion.findUniqueOrThrow({ where: { version } });

  /** A small model in the registry; what it was made from decides what it says. */
  async function makeVersion(word: string, labels = [topics[0]!, topics[1]!]): Promise<string> {
    const examples: Example[] = labels.flatMap((label, at) =>
      Array.from({ length: 12 }, (_, i) => ({
        label,
        text: `${word}的事情第${i}件，${'甲乙丙丁'[at]}类问题`,
      })),
    );
    const model = train(examples, { name: 'learned' });
    const version = modelName(model);
    saveModel(model, join(modelsDir, version));
    const evaluation = { heldOut: 0, better: false };
    await registerModel(
      opened.prisma,
      { version, examples: 24, reviews: 24, evaluation },
      'test',
      new Date(),
    );
    return version;
  }

  /** Asks with ever new complaints until this model answers. */
  const answeredBy = (version: string) =>
    until(
      `${version} to answer`,
      async () => (await triage.tell(`路灯坏了 ${Math.random()}`)).model.startsWith(version),
      60_000,
    );

  test('there is nothing to learn before anyone has reviewed anything', async () => {
    const { code, stderr, stdout } = await command('train', '--history');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/还没有受理员复核过的工单/);
  });

  test('a better candidate is promoted, and a running triage takes it over; one command takes it back', async () => {
    const before = await triage.tell(balloon(1_000));
    expect(before.model).toMatch(/^shipped@/);
    const topic = topics.find((code) => code !== before.topicCode)!;
    const { code: department } = await opened.prisma.department.findFirstOrThrow({
      where: { kind: 'bureau' },
    });
    await writeHistory(
      opened.prisma,
      Array.from({ length: 240 }, (_, i) => ({ text: balloon(i), topic, department })),
    );
    const trained = await command('train', '--history');
    expect(trained).toMatchObject({ code: 0 });
    const learned = JSON.parse(trained.stdout) as Record<string, unknown>;
    expect(learned).toMatchObject({ role: 'in_service', better: true, inService: { topicRight: 0 } });
    expect(Number(learned.reviews) + Number(learned.heldOut)).toBe(240);
    expect(Number(learned.heldOut)).toBeGreaterThanOrEqual(30);

    const version = String(learned.model);
    await answeredBy(version);
    expect(await triage.tell(balloon(1_001))).toMatchObject({ model: version, topicCode: topic });
    expect(triage.runs()).toBe(true);
    const listed = await command('versions');
    expect(listed.stdout).toMatch(new RegExp(`${version}\t使用中`));

    expect(await command('rollback')).toMatchObject({ code: 0, stdout: '已退回 shipped\n' });
    await answeredBy('shipped@');
    expect(await command('rollback')).toMatchObject({ code: 1, stdout: '' });
  }, 300_000);

  test('only an administrator promotes what has not proved better', async () => {
    const version = await makeVersion('快递');
    expect(await command('promote', '--version', version)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('没有证明更好'),
    });
    expect(await command('promote', '--version', version, '--by', 'reviewer')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('不是系统管理员'),
    });
    expect(await command('promote', '--version', version, '--by', 'admin')).toMatchObject({ code: 0 });
    expect(await rowOf(version)).toMatchObject({ role: 'in_service', promotedBy: 'admin' });
    await answeredBy(version);
  }, 120_000);

  test('a damaged folder and a foreign model are refused by name, and the model in service stays', async () => {
    const { version: serving } = await opened.prisma.modelVersion.findFirstOrThrow({
      where: { role: 'in_service' },
    });
    const damaged = await makeVersion('地铁');
    const weights = join(modelsDir, damaged, 'weights.bin');
    await writeFile(weights, (await readFile(weights)).subarray(1));
    const foreign = await makeVersion('外地', ['sports', 'finance']);
    for (const [version, problem] of [
      [damaged, new RegExp(`${damaged}.*weights.bin`)],
      [foreign, /不是本市的事项类别/],
      ['learned@0123456789', /没有模型版本“learned@0123456789”/],
    ] as const) {
      const refused = await command('promote', '--version', version, '--by', 'admin');
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toMatch(problem);
      expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(await rowOf(serving)).toMatchObject({ role: 'in_service' });

    // Another process may promote it without having looked: the one that has to load it takes it back.
    await promoteModel(opened.prisma, damaged, { by: 'admin', now: new Date() });
    await until('the damaged model to be taken back', async () => (await rowOf(damaged)).role === 'broken');
    expect(await rowOf(serving)).toMatchObject({ role: 'in_service' });
    expect((await rowOf(damaged)).problem).toMatch(/weights.bin/);
    expect((await triage.tell('路灯不亮了')).model).toBe(serving);
    expect(triage.runs()).toBe(true);
  }, 120_000);

  test('a model in shadow predicts each new case, and nobody is shown what it says', async () => {
    const version = await makeVersion('停水');
    await shadowModel(opened.prisma, version, { by: 'admin', now: new Date() });
    const shadowed = await until('a prediction in shadow', async () => {
      const said = await triage.tell(`停水三天了 ${Math.random()}`);
      return (await opened.prisma.shadowProposal.count({ where: { caseId: said.caseId } })) > 0 && said;
    });
    expect(shadowed.model).not.toBe(version);
    const rows = await opened.prisma.shadowProposal.findMany({ where: { caseId: shadowed.caseId } });
    expect(rows).toMatchObject([{ model: version, inputHash: shadowed.inputHash }]);
    expect(await opened.prisma.proposal.count({ where: { caseId: shadowed.caseId } })).toBe(1);
  }, 120_000);
});
