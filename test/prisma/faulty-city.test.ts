import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCity } from '../../prisma/directory/read-city.ts';

const jingzhou = 'prisma/city/jingzhou';

describe('a city with a fault', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'minqing-city-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  /** Rewrites the first line that holds `find`, or all of a file, and reads the city again. */
  const breakLine = (file: string, find: string, to: (line: string) => string) => {
    const lines = readFileSync(join(jingzhou, file), 'utf8').split('\n');
    const index = lines.findIndex((line) => line.includes(find));
    expect(index, `${file} holds ${find}`).toBeGreaterThanOrEqual(0);
    lines[index] = to(lines[index]!);
    cpSync(jingzhou, dir, { recursive: true });
    writeFileSync(join(dir, file), lines.join('\n'));
    return { line: index + 1, ...readCity(dir) };
  };
  const cell = (column: number, value: string) => (line: string) =>
    line
      .split('\t')
      .map((old, place) => (place === column ? value : old))
      .join('\t');
  const replace = (from: string, to: string) => (line: string) => line.replace(from, to);

  it.each([
    [
      'a missing column',
      'departments.tsv',
      'short_name',
      replace('short_name', 'short'),
      '缺少“short_name”列',
    ],
    ['an unknown column', 'topics.tsv', 'level1', replace('scope', 'scope\tremark'), '不认识的列“remark”'],
    ['a column twice', 'districts.tsv', 'code\t', replace('code', 'code\tcode'), '“code”列写了两遍'],
    ['too few cells', 'districts.tsv', '421024\t', replace('\t江陵|', '江陵|'), '应有 5 格，实有 4 格'],
    ['too many cells', 'topics.tsv', '010203\t', (line: string) => `${line}\t多余`, '应有 5 格，实有 6 格'],
    ['an empty name', 'neighbourhoods.tsv', 'SQ0003\t', cell(1, ''), '不能为空'],
    ['quotes of a spreadsheet', 'topics.tsv', '010203\t', cell(4, '"路灯不亮"'), '带着引号'],
    ['a bad district code', 'districts.tsv', '421024\t', cell(0, '江陵'), '应为 6 位代码'],
    ['a bad topic code', 'topics.tsv', '010203\t', cell(0, '1023'), '应为 6 位数字'],
    ['a department code twice', 'departments.tsv', '\t市交警支队\t', cell(0, 'police'), '代码“police”与第'],
    ['a district alias twice', 'districts.tsv', '421083\t', cell(2, '石首'), '名称或别名“石首”与第'],
    ['a department alias twice', 'departments.tsv', '\t市民政局\t', cell(6, '城管'), '名称或别名“城管”与第'],
    ['an alias twice in a cell', 'departments.tsv', '\t市民政局\t', cell(6, '民政局|民政局'), '写了两遍'],
    [
      'a name that is its own alias',
      'departments.tsv',
      '\t市民政局\t',
      cell(6, '市民政局'),
      '在这一行里写了两遍',
    ],
    [
      'a topic twice',
      'topics.tsv',
      '010203\t',
      cell(3, '井盖缺失与破损'),
      '城乡建设/城市市政管理/井盖缺失与破损',
    ],
    [
      'a clause twice',
      'responsibilities.tsv',
      'R010202-2\t',
      cell(0, 'R010202-1'),
      '条款编号“R010202-1”与第',
    ],
    ['a scene twice', 'neighbourhoods.tsv', 'SQ0007\t', cell(0, 'SQ0006'), '场景编号“SQ0006”与第'],
    ['a scene with a blank', 'neighbourhoods.tsv', 'SQ0007\t', cell(0, 'SQ 7'), '应为 1 到 64 位'],
    [
      'a neighbourhood alias twice',
      'neighbourhoods.tsv',
      'SQ0007\t',
      cell(5, '便河'),
      '名称或别名“便河”与第',
    ],
    ['a wrong list separator', 'neighbourhoods.tsv', 'SQ0007\t', cell(5, '长港路、江津湖'), '半角竖线'],
    ['an empty item', 'neighbourhoods.tsv', 'SQ0007\t', cell(5, '长港路||江津湖'), '有空的一项'],
    ['a word of one character', 'responsibilities.tsv', 'R010202-2\t', cell(5, '雨'), '只有一个字'],
    [
      'an unknown topic',
      'responsibilities.tsv',
      'R010202-2\t',
      cell(1, '999999'),
      '事项“999999”不在 topics.tsv 里',
    ],
    [
      'an unknown lead',
      'responsibilities.tsv',
      'R010202-2\t',
      cell(3, 'drains'),
      '单位“drains”不在 departments.tsv 里',
    ],
    [
      'a counterpart of an unknown unit',
      'departments.tsv',
      'gongan-housing\t',
      cell(7, 'houses'),
      'acts_for 里的单位“houses”',
    ],
    [
      'a counterpart of a counterpart',
      'departments.tsv',
      'gongan-housing\t',
      cell(7, 'jianli-housing'),
      '本身就是区县单位',
    ],
    [
      'a second counterpart',
      'departments.tsv',
      'gongan-transport\t',
      cell(7, 'housing'),
      '已经在这个区县承担“housing”',
    ],
    ['a city unit as counterpart', 'departments.tsv', 'tax\t', cell(7, 'police'), '只有写明所属区县的单位'],
    [
      'a lead that nobody stands in for',
      'responsibilities.tsv',
      'R010108-1\t',
      cell(3, '@housing-fund'),
      '没有哪个区县单位',
    ],
    ['an unknown supporter', 'responsibilities.tsv', 'R010202-2\t', cell(4, 'drains'), '单位“drains”'],
    [
      'a lead that helps itself',
      'responsibilities.tsv',
      'R010202-2\t',
      cell(4, '@drainage'),
      '又写在协办单位里',
    ],
    ['an unknown clause district', 'responsibilities.tsv', 'R010301-2\t', cell(2, '429999'), '区县“429999”'],
    [
      'an unknown urgency',
      'responsibilities.tsv',
      'R010202-2\t',
      cell(6, 'high'),
      '应为 danger、urgent、normal 之一',
    ],
    ['no time at all', 'responsibilities.tsv', 'R010202-2\t', cell(7, '0'), '应为 1 到 90 之间的数'],
    ['a time in words', 'responsibilities.tsv', 'R010202-2\t', cell(7, '十天'), '应为工作日数'],
    ['no rule', 'responsibilities.tsv', 'R010202-2\t', cell(8, ''), '不能为空'],
    ['a second default', 'responsibilities.tsv', 'R010202-2\t', cell(5, ''), '事项 010202 在第'],
    [
      'an unknown kind',
      'departments.tsv',
      '\t市民政局\t',
      cell(3, 'office'),
      '应为 bureau、district、company、institution 之一',
    ],
    ['an unknown parent', 'departments.tsv', '\t市交警支队\t', cell(4, 'ministry'), '上级单位“ministry”'],
    ['an unknown district', 'departments.tsv', '\t沙市公安分局\t', cell(5, '429999'), '所属区县“429999”'],
    ['a cycle', 'departments.tsv', 'police\t', cell(4, 'traffic-police'), '绕了一圈又回到自己'],
    ['a parent elsewhere', 'departments.tsv', 'shashi-education\t', cell(5, '421003'), '应与它相同'],
    ['a district unit of no district', 'departments.tsv', 'songzi\t', cell(5, ''), '要写明所属区县'],
    [
      'two units for a district',
      'departments.tsv',
      'songzi-education\t',
      cell(3, 'district'),
      '每个区县只能有一个',
    ],
    [
      'an unknown neighbourhood district',
      'neighbourhoods.tsv',
      'SQ0007\t',
      cell(2, '429999'),
      '区县“429999”',
    ],
    [
      'latitude and longitude swapped',
      'districts.tsv',
      '421024\t',
      cell(3, '112.4'),
      '应为 -90 到 90 之间的数',
    ],
    ['degrees and minutes', 'districts.tsv', '421024\t', cell(3, '30°2′'), '应为十进制度数'],
    [
      'a district in another city',
      'districts.tsv',
      '421024\t',
      cell(4, '114.3'),
      '超出 city.json 的 180 公里',
    ],
    [
      'a neighbourhood in another city',
      'neighbourhoods.tsv',
      'SQ0007\t',
      cell(3, '39.9'),
      '超出 city.json 的 180 公里',
    ],
    [
      'an unknown fallback',
      'city.json',
      'fallbackDepartment',
      replace('hotline"', 'nobody"'),
      '兜底单位“nobody”',
    ],
    [
      'a radius of nothing',
      'city.json',
      'radiusKilometres',
      replace('180', '0'),
      'radiusKilometres：应为 1 到 1000',
    ],
    [
      'an unknown key',
      'city.json',
      'hotlineName',
      replace('"hotlineName"', '"mayor": "x", "hotlineName"'),
      'mayor',
    ],
  ] as const)('%s is named with its file and line', (_, file, find, to, message) => {
    const { line, problems } = breakLine(file, find, to);
    expect(problems).toContainEqual({ file, line, message: expect.stringContaining(message) });
  });

  it('says only what is wrong: a faulty row does not make what refers to it faulty', () => {
    const { problems } = breakLine('departments.tsv', 'power-supply\t', cell(3, 'office'));
    expect(problems).toHaveLength(1);
  });

  it('a topic without a default clause is named where it stands', () => {
    const { problems } = breakLine('responsibilities.tsv', 'R010108-1\t', (line) => `# ${line}`);
    const topics = readFileSync(join(jingzhou, 'topics.tsv'), 'utf8').split('\n');
    const line = topics.findIndex((row) => row.startsWith('010108')) + 1;
    expect(problems).toEqual([
      { file: 'topics.tsv', line, message: expect.stringContaining('没有默认条款') },
    ]);
  });

  it('a district without a unit of its own is named where it stands', () => {
    const { problems } = breakLine('departments.tsv', 'songzi\t', cell(3, 'bureau'));
    expect(problems).toEqual([
      { file: 'districts.tsv', line: expect.any(Number), message: expect.stringContaining('“松滋市”') },
    ]);
  });

  it('a missing setting of the city is named', () => {
    const { problems } = breakLine('city.json', 'hotlineName', () => '');
    expect(problems).toEqual([{ file: 'city.json', line: 1, message: 'hotlineName：缺少这一项' }]);
  });

  it('a city that is a list, and a code without quotes, are named', () => {
    cpSync(jingzhou, dir, { recursive: true });
    writeFileSync(join(dir, 'city.json'), '[]');
    const [problem] = readCity(dir).problems;
    expect(problem).toEqual({ file: 'city.json', line: 1, message: '应为一对花括号里的各项' });
    const { line, problems } = breakLine('city.json', '"code"', replace('"421000"', '421000'));
    expect(problems).toEqual([{ file: 'city.json', line, message: 'code：应为加引号的文字' }]);
  });

  it.each([
    ['no whole number', 'latitude', replace('30', ''), 0],
    ['an open string', '"name"', replace('市"', '市'), 0],
    // What follows is where it stops making sense.
    ['no comma', 'latitude', replace(',', ''), 1],
    ['no end', 'fallbackDepartment', replace('"hotline"', '"hotline",'), 1],
  ] as const)('broken JSON (%s) is named with its line', (_, find, to, later) => {
    const { line, problems } = breakLine('city.json', find, to);
    const message = expect.stringContaining('JSON');
    expect(problems).toEqual([{ file: 'city.json', line: line + later, message }]);
  });

  it('a missing, empty or GBK file is one problem, not thousands', () => {
    for (const [content, message] of [
      [null, '找不到'],
      [Buffer.from(''), '空的'],
      [Buffer.from([0xbe, 0xa3, 0xd6, 0xdd]), 'UTF-8'],
    ] as const) {
      cpSync(jingzhou, dir, { recursive: true });
      const path = join(dir, 'departments.tsv');
      if (content) writeFileSync(path, content);
      else rmSync(path);
      const found = { file: 'departments.tsv', line: 1, message: expect.stringContaining(message) };
      expect(readCity(dir).problems).toEqual([found]);
    }
  });

  it('takes the byte order mark and line ends of Windows in its stride', () => {
    cpSync(jingzhou, dir, { recursive: true });
    const path = join(dir, 'districts.tsv');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    const { directory, problems } = readCity(dir);
    expect(problems).toEqual([]);
    expect(directory.districts).toEqual(readCity(jingzhou).directory.districts);
  });

  it('has a version of its own as soon as one character differs', () => {
    const { directory } = breakLine('topics.tsv', '010203\t', replace('路灯不亮', '路灯坏了'));
    expect(directory.version).toMatch(/^[0-9a-f]{12}$/);
    expect(directory.version).not.toBe(readCity(jingzhou).directory.version);
  });
});
