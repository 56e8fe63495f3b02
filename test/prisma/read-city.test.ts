import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { districtLead, isCounty, readLead } from '../../core/directory.ts';
import { readCity } from '../../prisma/directory/read-city.ts';
import { readTable } from '../../prisma/directory/read-table.ts';

const jingzhou = 'prisma/city/jingzhou';

describe('荆州', () => {
  const { directory, problems } = readCity(jingzhou);

  it('has no problems', () => {
    expect(problems).toEqual([]);
  });

  it('is as large as the hotline it is drawn from', () => {
    expect(directory.departments.length).toBeGreaterThanOrEqual(80);
    expect(directory.topics.length).toBeGreaterThanOrEqual(120);
    expect(new Set(directory.topics.map(({ path }) => path[0])).size).toBeGreaterThanOrEqual(15);
    expect(directory.neighbourhoods.length).toBeGreaterThanOrEqual(60);
    const reached = new Set(directory.neighbourhoods.map(({ district }) => district));
    expect(reached).toEqual(new Set(directory.districts.map(({ code }) => code)));
  });

  it('shows every unit that a cable in a tree may belong to, and asks one question to tell them apart', () => {
    const cables = directory.topics.find(({ path }) => path[2] === '架空线缆下垂');
    const clauses = directory.responsibilities.filter(({ topic }) => topic === cables?.code);
    const leads = clauses.map(({ lead }) => readLead(lead).unit);
    expect(leads).toEqual(
      expect.arrayContaining(['urban-management', 'power-supply', 'telecom', 'landscape']),
    );
    expect(new Set(clauses.map(({ question }) => question)).size).toBe(1);
    expect(clauses.find(({ when }) => when.includes('触电'))?.urgency).toBe('danger');
  });

  it('tells rivals apart: no word speaks for two clauses of one topic, and rivals come with a question', () => {
    const spoken = new Map<string, string>();
    for (const { id, topic, when, lead, question } of directory.responsibilities) {
      for (const word of when) {
        expect(spoken.get(`${topic} ${word}`), `${id} ${word}`).toBeUndefined();
        spoken.set(`${topic} ${word}`, id);
      }
      const byDefault = directory.responsibilities.find(
        (clause) => clause.topic === topic && clause.when.length === 0 && clause.district === null,
      );
      if (when.length > 0 && readLead(lead).unit !== readLead(byDefault!.lead).unit)
        expect(question, id).not.toBeNull();
    }
  });
});

describe('a lead', () => {
  it.each([
    ['housing', { unit: 'housing', local: 'nowhere' }],
    ['@housing', { unit: 'housing', local: 'anywhere' }],
    ['@county:housing', { unit: 'housing', local: 'county' }],
    [districtLead, { unit: null, local: 'anywhere' }],
  ])('written %s says which unit, and where it is the place’s own', (written, meant) => {
    expect(readLead(written)).toEqual(meant);
  });

  it('tells counties and county-level cities from the city’s own districts and zones', () => {
    expect(['421022', '421088'].every(isCounty)).toBe(true);
    expect(['421002', '421003', '4210Z1'].some(isCounty)).toBe(false);
  });
});

describe('a table', () => {
  const content = fc.stringMatching(/^[a-z甲乙丙丁]{1,6}$/);

  it('gives each row its own line, whatever comments and blank lines stand between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.tuple(content, content), fc.constantFrom('', '# 说明')), { minLength: 1 }),
        (body) => {
          const lines = ['a\tb', ...body.map((row) => (typeof row === 'string' ? row : row.join('\t')))];
          const { rows } = readTable('t.tsv', lines.join('\n'), ['a', 'b']);
          expect(rows).toHaveLength(body.filter((row) => typeof row !== 'string').length);
          for (const { line, cells } of rows) expect(lines[line - 1]).toBe(`${cells.a}\t${cells.b}`);
        },
      ),
    );
  });

  it('reads its columns in whatever order they stand', () => {
    const { rows } = readTable('t.tsv', 'b\ta\n2\t1\n', ['a', 'b']);
    expect(rows).toEqual([{ line: 2, whole: true, cells: { a: '1', b: '2' } }]);
  });
});

describe('npm run city:check', () => {
  const run = promisify(execFile);
  const check = (...args: string[]) =>
    run('node', ['--import', 'tsx', 'prisma/directory/main.ts', ...args]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );

  it('counts what a sound city has', async () => {
    const { directory } = readCity(jingzhou);
    const territorial = directory.responsibilities.filter(({ lead }) => lead === districtLead).length;
    const { code, stdout } = await check(jingzhou);
    expect(code).toBe(0);
    expect(stdout).toContain(`承办单位 ${directory.departments.length}，`);
    expect(stdout).toContain(`（属地 ${territorial}）`);
  });

  it('prints file, line and fault, and exits with 1', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'minqing-city-'));
    cpSync(jingzhou, dir, { recursive: true });
    writeFileSync(join(dir, 'districts.tsv'), 'code\tname\n');
    const { code, stdout } = await check(dir);
    rmSync(dir, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^districts\.tsv:1: 表头缺少“aliases”列/);
  });

  it('exits with 2 for a directory that is not there', async () => {
    expect((await check('prisma/city/nowhere')).code).toBe(2);
  });
});
