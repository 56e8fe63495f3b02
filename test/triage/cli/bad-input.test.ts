import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveModel } from '../../../triage/model/save-model.ts';
import { train } from '../../../triage/model/train.ts';
import { runProgram } from '../../support/run-program.ts';

const line = (topic: string, text: string) => JSON.stringify({ id: text, topic, text });
const good = ['路灯', '噪音'].flatMap((topic) =>
  Array.from({ length: 6 }, (_, i) => line(topic, `${topic}的问题${i}`)),
);

describe('bad input at the command line', () => {
  let folder: string;
  let model: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minqing-cli-'));
    model = join(folder, 'model');
  });
  beforeEach(() => {
    saveModel(train(good.map((text) => ({ ...JSON.parse(text), label: JSON.parse(text).topic }))), model);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const command = (name: string, args: string[], input = '') =>
    runProgram(`triage/cli/${name}.ts`, args, {}, input);
  const files = async () =>
    Promise.all((await readdir(model)).sort().map((name) => readFile(join(model, name), 'base64')));

  test.each([
    ['one class only', good.slice(0, 6), /only "路灯"/],
    ['a line that is no JSON', [...good, '{"id": '], /line 13 is not JSON/],
    ['a line without a text', [...good, '{"topic": "路灯"}'], /line 13: "text"/],
    ['a line without a label', [...good, '{"text": "没有标签"}'], /line 13: "topic" is missing/],
    ['nothing at all', [], /no examples/],
  ])('training on %s: named, and the model that was there is untouched', async (_, lines, problem) => {
    const before = await files();
    const data = join(folder, 'data.jsonl');
    await writeFile(data, lines.map((text) => `${text}\n`).join(''));
    const { code, stdout, stderr } = await command('train', ['--data', data, '--model', model]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(stderr).not.toMatch(/\.ts:|node_modules/);
    expect(await files()).toEqual(before);
    expect(await readdir(folder)).toEqual(['data.jsonl', 'model']);
  });

  test.each([
    [
      'a damaged table',
      'weights.bin',
      (text: Buffer) => text.subarray(8),
      /weights\.bin is not as it was written/,
    ],
    ['a header that is no JSON', 'model.json', () => Buffer.from('{'), /model\.json is not JSON/],
    [
      'another program’s model',
      'model.json',
      () => Buffer.from('{"format": "fasttext"}'),
      /does not hold a model/,
    ],
  ])('%s: the folder and the file are named in one line', async (_, name, change, problem) => {
    await writeFile(join(model, name), change(await readFile(join(model, name))));
    const said = await command('predict', ['--model', model], `${good[0]}\n`);
    expect(said).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(model) });
    expect(said.stderr).toMatch(problem);
    expect(said.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('--history without a database, and beside --data', async () => {
    const alone = await runProgram('triage/cli/train.ts', ['--history'], {
      MINQING_DATA: join(folder, 'none'),
    });
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_URL') });
    const both = await command('train', ['--history', '--model', model]);
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--history') });
    const unanswered = await runProgram('triage/cli/versions.ts', [], {
      DATABASE_URL: 'postgresql://somebody:secret@127.0.0.1:9/none',
    });
    expect(unanswered).toMatchObject({ code: 3, stderr: expect.stringContaining('127.0.0.1:9/none') });
    expect(unanswered.stderr).not.toContain('secret');
  });
});
