import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type {
  City,
  Department,
  Directory,
  District,
  Neighbourhood,
  Responsibility,
  Topic,
} from '../../core/directory.ts';
import { urgencies } from '../../core/words.ts';
import { decodeText, listProblem, type Problem, readTable, splitList } from './read-table.ts';
import { type Table, validateCity } from './validate-city.ts';

const written = z.string({ error: '应为加引号的文字' });
const filled = written.min(1, { error: '不能为空' });
const blankable = z.string().transform((cell) => (cell === '' ? null : cell));
const list = z
  .string()
  .transform(splitList)
  .superRefine((items, context) => {
    const message = listProblem(items);
    if (message) context.addIssue({ code: 'custom', message });
  });
/** Words that are looked for in what citizens write; a single character would be found everywhere. */
const words = list.superRefine((items, context) => {
  const short = items.find((item) => [...item].length === 1);
  if (short !== undefined) context.addIssue({ code: 'custom', message: `“${short}”只有一个字，容易误认` });
});
const matching = (pattern: RegExp, error: string) => written.regex(pattern, { error });
const between = (min: number, max: number) => {
  const error = `应为 ${min} 到 ${max} 之间的数`;
  return z.number({ error }).min(min, { error }).max(max, { error });
};
const degrees = (limit: number) =>
  matching(/^-?\d+(\.\d+)?$/, '应为十进制度数，如 30.3352')
    .transform(Number)
    .pipe(between(-limit, limit));
const oneOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `应为 ${names.join('、')} 之一` });

const place = { latitude: degrees(90), longitude: degrees(180) };

/** A table's columns and what each cell may hold. The first column is the key that other tables refer to. */
const tables = {
  districts: z.object({
    code: matching(/^\d{4}[0-9A-Z]{2}$/, '应为 6 位代码，如 421002 或 4210Z1'),
    name: filled,
    aliases: words,
    ...place,
  }),
  departments: z.object({
    code: matching(/^[a-z][a-z0-9-]*$/, '应为小写字母、数字和连字符，如 urban-management'),
    name: filled,
    short_name: filled,
    kind: oneOf(['bureau', 'district', 'company', 'institution']),
    parent: blankable,
    district: blankable,
    aliases: words,
    acts_for: list,
  }),
  topics: z.object({
    code: matching(/^\d{6}$/, '应为 6 位数字，如 010207'),
    level1: filled,
    level2: filled,
    level3: filled,
    scope: filled,
  }),
  responsibilities: z.object({
    id: matching(/^[A-Za-z0-9-]+$/, '应为字母、数字和连字符，如 R010207-1'),
    topic: filled,
    district: blankable,
    lead: filled,
    supporters: list,
    when: words,
    urgency: oneOf(urgencies),
    answer_days: matching(/^\d*$/, '应为工作日数，或者留空')
      .transform((cell) => (cell === '' ? null : Number(cell)))
      .pipe(between(1, 90).nullable()),
    rule: filled,
    question: blankable,
  }),
  neighbourhoods: z.object({
    // WeChat's limit for the scene of a permanent QR code.
    scene_id: matching(/^[A-Za-z0-9_-]{1,64}$/, '应为 1 到 64 位字母、数字、下划线或连字符，如 SQ0001'),
    name: filled,
    district: filled,
    ...place,
    aliases: words,
  }),
};
type TableName = keyof typeof tables;

const cityRule = z.strictObject(
  {
    code: matching(/^\d{6}$/, '应为 6 位行政区划代码，如 421000'),
    name: filled,
    hotlineName: filled,
    latitude: between(-90, 90),
    longitude: between(-180, 180),
    radiusKilometres: between(1, 1000),
    fallbackDepartment: filled,
    quietHours: z
      .strictObject({ from: between(0, 23), to: between(0, 23) })
      .nullable()
      .exactOptional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `有不认识的项 ${issue.keys?.join('、')}`
        : '应为一对花括号里的各项',
  },
);

/**
 * Reads a city's folder: city.json and the five tables. Whatever is wrong comes back as problems, in the order of
 * files and lines; only a directory without problems may be used.
 */
export function readCity(dir: string): { directory: Directory; problems: Problem[] } {
  const problems: Problem[] = [];
  const hash = createHash('sha256');

  const open = (file: string): string | null => {
    const bytes = readBytes(join(dir, file));
    if (bytes) hash.update(file).update('\0').update(bytes).update('\0');
    const text = bytes && decodeText(bytes);
    if (!bytes) problems.push({ file, line: 1, message: '找不到这个文件' });
    else if (text === null) problems.push({ file, line: 1, message: '不是 UTF-8 编码，请另存为 UTF-8' });
    return text;
  };

  const load = <N extends TableName, T>(
    name: N,
    toValue: (cells: z.output<(typeof tables)[N]>) => T,
  ): Table<T> => {
    const file = `${name}.tsv`;
    const rule = tables[name];
    const columns = Object.keys(rule.shape);
    const text = open(file);
    const table = text === null ? null : readTable(file, text, columns);
    problems.push(...(table?.problems ?? []));
    const entries = (table?.rows ?? []).flatMap(({ line, whole, cells }) => {
      const result = whole ? rule.safeParse(cells) : null;
      if (result?.success) return [{ line, value: toValue(result.data as z.output<(typeof tables)[N]>) }];
      for (const { path, message } of result?.error.issues ?? []) {
        const column = String(path[0]);
        problems.push({ file, line, message: `${column} 写着“${cells[column]}”：${message}` });
      }
      return [];
    });
    // A faulty row still has its key, so that what refers to it is not reported as well.
    const keys = new Set(table?.rows.map(({ cells }) => cells[columns[0]!]!));
    return { file, entries, keys, complete: entries.length > 0 && entries.length === table?.rows.length };
  };

  const cityText = open('city.json');
  const city = cityText === null ? null : parseCity(cityText, problems);
  const districts = load('districts', (row): District => row);
  const departments = load(
    'departments',
    ({ short_name, acts_for, ...row }): Department => ({ ...row, shortName: short_name, actsFor: acts_for }),
  );
  const topics = load(
    'topics',
    ({ code, level1, level2, level3, scope }): Topic => ({ code, path: [level1, level2, level3], scope }),
  );
  const responsibilities = load(
    'responsibilities',
    ({ answer_days, ...row }): Responsibility => ({ ...row, answerDays: answer_days }),
  );
  const neighbourhoods = load(
    'neighbourhoods',
    ({ scene_id, ...row }): Neighbourhood => ({ ...row, sceneId: scene_id }),
  );
  const read = { districts, departments, topics, responsibilities, neighbourhoods };
  problems.push(...validateCity({ city, ...read }));

  const files = ['city.json', ...Object.values(read).map(({ file }) => file)];
  const values = <T>({ entries }: Table<T>) => entries.map(({ value }) => value);
  return {
    directory: {
      version: hash.digest('hex').slice(0, 12),
      city: city?.value ?? noCity,
      districts: values(districts),
      departments: values(departments),
      topics: values(topics),
      responsibilities: values(responsibilities),
      neighbourhoods: values(neighbourhoods),
    },
    problems: problems.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line),
  };
}

/** Stands in where city.json cannot be read; a problem then says so. */
const noCity: City = {
  code: '',
  name: '',
  hotlineName: '',
  latitude: 0,
  longitude: 0,
  radiusKilometres: 0,
  fallbackDepartment: '',
};

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseCity(text: string, problems: Problem[]) {
  const file = 'city.json';
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const line = faultyLine(text, error as Error);
    problems.push({ file, line, message: '不是合法的 JSON，请检查这一行附近的引号、逗号和括号' });
    return null;
  }
  const lines = text.split('\n');
  const lineOf = (key: string) => Math.max(1, lines.findIndex((line) => line.includes(`"${key}"`)) + 1);
  const result = cityRule.safeParse(content);
  if (result.success) return { value: result.data, lineOf };
  for (const issue of result.error.issues) {
    const key = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys[0] : ''));
    const missing = issue.path.length > 0 && !Object.hasOwn(content as object, key);
    const message = missing ? '缺少这一项' : issue.message;
    problems.push({
      file,
      line: lineOf(key),
      message: issue.path.length > 0 ? `${key}：${message}` : message,
    });
  }
  return null;
}

const jsonPair = /^\s*([{}]|"[^"]*"\s*:\s*("([^"\\]|\\.)*"|-?\d+(\.\d+)?)\s*,?)?\s*$/;

/** V8 names the place of some faults only; for the others, the first line that is no pair, or the last. */
function faultyLine(text: string, error: Error): number {
  const offset = /position (\d+)/.exec(error.message)?.[1];
  if (offset !== undefined) return text.slice(0, Number(offset)).split('\n').length;
  const lines = text.trimEnd().split('\n');
  const index = lines.findIndex((line) => !jsonPair.test(line));
  return index < 0 ? lines.length : index + 1;
}
