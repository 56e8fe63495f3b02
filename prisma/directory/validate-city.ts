import {
  type City,
  type Department,
  type District,
  type Neighbourhood,
  type Responsibility,
  readLead,
  type Topic,
  topicPath,
} from '../../core/directory.ts';
import type { Problem } from './read-table.ts';

/**
 * A table as it was read: its sound rows, the keys of all its rows (none where the file could not be read), and
 * whether every row is sound. What a faulty row may have said is not reported as missing.
 */
export interface Table<T> {
  file: string;
  entries: Entry<T>[];
  keys: ReadonlySet<string>;
  complete: boolean;
}
export interface Entry<T> {
  line: number;
  value: T;
}

export interface CityTables {
  /** Null where city.json itself is faulty. */
  city: { value: City; lineOf: (key: string) => number } | null;
  districts: Table<District>;
  departments: Table<Department>;
  topics: Table<Topic>;
  responsibilities: Table<Responsibility>;
  neighbourhoods: Table<Neighbourhood>;
}

/** What no single row can tell: doubles, references, cycles, gaps in the responsibilities, places outside the city. */
export function validateCity(tables: CityTables): Problem[] {
  const { districts, departments, topics, responsibilities, neighbourhoods } = tables;
  return [
    ...repeated(districts, '代码', ({ code }) => [code]),
    ...repeated(districts, '名称或别名', ({ name, aliases }) => [name, ...aliases]),
    ...repeated(departments, '代码', ({ code }) => [code]),
    ...repeated(departments, '名称或别名', ({ name, shortName, aliases }) => [
      ...new Set([name, shortName]),
      ...aliases,
    ]),
    ...repeated(topics, '代码', ({ code }) => [code]),
    ...repeated(topics, '事项', (topic) => [topicPath(topic)]),
    ...repeated(responsibilities, '条款编号', ({ id }) => [id]),
    ...repeated(neighbourhoods, '场景编号', ({ sceneId }) => [sceneId]),
    ...repeated(neighbourhoods, '名称或别名', ({ name, aliases }) => [name, ...aliases]),
    ...cityProblems(tables),
    ...departmentProblems(tables),
    ...districtUnitProblems(tables),
    ...actsForProblems(tables),
    ...responsibilityProblems(tables),
    ...defaultProblems(tables),
    ...neighbourhoodProblems(tables),
  ];
}

/** Names that two rows of a table share, or that one row says twice; the later line is named. */
function repeated<T>(table: Table<T>, what: string, namesOf: (value: T) => string[]): Problem[] {
  const seen = new Map<string, number>();
  return table.entries.flatMap(({ line, value }) =>
    namesOf(value).flatMap((name) => {
      const first = seen.get(name);
      if (first === undefined) seen.set(name, line);
      if (first === undefined) return [];
      const where = first === line ? '在这一行里写了两遍' : `与第 ${first} 行重复`;
      return [{ file: table.file, line, message: `${what}“${name}”${where}` }];
    }),
  );
}

function unknown<T>(table: Table<T>, code: string | null, what: string): string | null {
  return code === null || table.keys.size === 0 || table.keys.has(code)
    ? null
    : `${what}“${code}”不在 ${table.file} 里`;
}

const messagesAt = (file: string, line: number, messages: (string | null)[]): Problem[] =>
  messages.filter((message) => message !== null).map((message) => ({ file, line, message }));

function cityProblems({ city, departments, districts, neighbourhoods }: CityTables): Problem[] {
  if (!city) return [];
  const { value, lineOf } = city;
  const fallback = unknown(departments, value.fallbackDepartment, '兜底单位');
  const outside = (table: Table<District> | Table<Neighbourhood>) =>
    table.entries.flatMap(({ line, value: place }) => {
      const kilometres = Math.round(kilometresBetween(place, value));
      return kilometres <= value.radiusKilometres
        ? []
        : messagesAt(table.file, line, [
            `“${place.name}”的坐标距市中心 ${kilometres} 公里，超出 city.json 的 ${value.radiusKilometres} 公里；请检查经纬度是否写反`,
          ]);
    });
  return [
    ...messagesAt('city.json', lineOf('fallbackDepartment'), [fallback]),
    ...outside(districts),
    ...outside(neighbourhoods),
  ];
}

function departmentProblems({ departments, districts }: CityTables): Problem[] {
  const byCode = new Map(departments.entries.map(({ value }) => [value.code, value]));
  return departments.entries.flatMap(({ line, value }) => {
    const parent = value.parent === null ? undefined : byCode.get(value.parent);
    const astray = parent?.district && parent.district !== value.district;
    return messagesAt(departments.file, line, [
      unknown(departments, value.parent, '上级单位'),
      unknown(districts, value.district, '所属区县'),
      isItsOwnAncestor(value, byCode) ? `“${value.name}”的上级单位绕了一圈又回到自己` : null,
      astray ? `上级单位“${parent.name}”在 ${parent.district}，本单位的区县应与它相同` : null,
      value.kind === 'district' && value.district === null ? 'district 类的单位要写明所属区县' : null,
    ]);
  });
}

function isItsOwnAncestor(department: Department, byCode: ReadonlyMap<string, Department>): boolean {
  const passed = new Set<string>();
  for (let code = department.parent; code !== null && !passed.has(code); ) {
    if (code === department.code) return true;
    passed.add(code);
    code = byCode.get(code)?.parent ?? null;
  }
  return false;
}

/** `@district` has to mean exactly one unit wherever the matter lies. */
function districtUnitProblems({ departments, districts }: CityTables): Problem[] {
  const units = departments.entries.filter(({ value }) => value.kind === 'district');
  return districts.entries.flatMap(({ line, value: { code, name } }) => {
    const [first, ...others] = units.filter(({ value }) => value.district === code);
    if (!first && !departments.complete) return [];
    return [
      ...messagesAt(districts.file, line, [
        first ? null : `“${name}”在 ${departments.file} 里没有 district 类的单位，属地事项无处可派`,
      ]),
      ...others.flatMap((other) =>
        messagesAt(departments.file, other.line, [
          `“${name}”已有 district 类的单位（第 ${first?.line} 行），每个区县只能有一个`,
        ]),
      ),
    ];
  });
}

/** A city unit has one counterpart in a district, and only a unit of a district stands in for one. */
function actsForProblems({ departments }: CityTables): Problem[] {
  const byCode = new Map(departments.entries.map(({ value }) => [value.code, value]));
  const first = new Map<string, number>();
  return departments.entries.flatMap(({ line, value }) => {
    if (value.actsFor.length > 0 && value.district === null)
      return messagesAt(departments.file, line, ['只有写明所属区县的单位才能填 acts_for']);
    return value.actsFor.flatMap((code) => {
      const place = `${code}@${value.district}`;
      const earlier = first.get(place);
      if (earlier === undefined) first.set(place, line);
      return messagesAt(departments.file, line, [
        unknown(departments, code, 'acts_for 里的单位'),
        byCode.get(code)?.district ? `acts_for 里的“${code}”本身就是区县单位，应写市级单位` : null,
        earlier === undefined ? null : `第 ${earlier} 行已经在这个区县承担“${code}”的职责`,
      ]);
    });
  });
}

function responsibilityProblems({ responsibilities, topics, departments, districts }: CityTables): Problem[] {
  const stoodFor = new Set(departments.entries.flatMap(({ value }) => value.actsFor));
  const unheard = (written: string) => {
    const { unit, local } = readLead(written);
    return unit && local !== 'nowhere' && departments.complete && !stoodFor.has(unit)
      ? `没有哪个区县单位在 acts_for 里承担“${unit}”的职责，“${written}”应写成“${unit}”`
      : null;
  };
  return responsibilities.entries.flatMap(({ line, value }) =>
    messagesAt(responsibilities.file, line, [
      unknown(topics, value.topic, '事项'),
      unknown(districts, value.district, '区县'),
      ...[value.lead, ...value.supporters].map((code) => unknown(departments, readLead(code).unit, '单位')),
      ...[value.lead, ...value.supporters].map((code) =>
        departments.keys.has(readLead(code).unit ?? '') ? unheard(code) : null,
      ),
      value.supporters.includes(value.lead) ? `主办单位“${value.lead}”又写在协办单位里` : null,
    ]),
  );
}

/** Every topic has one clause that speaks when no other does, and no place has two of them. */
function defaultProblems({ responsibilities, topics }: CityTables): Problem[] {
  const first = new Map<string, number>();
  const doubles = responsibilities.entries.flatMap(({ line, value: { topic, district, when } }) => {
    if (when.length > 0) return [];
    const place = `${topic}@${district ?? ''}`;
    const earlier = first.get(place);
    if (earlier === undefined) first.set(place, line);
    return messagesAt(responsibilities.file, line, [
      earlier === undefined ? null : `事项 ${topic} 在第 ${earlier} 行已有默认条款（when 为空），请写明 when`,
    ]);
  });
  const gaps = topics.entries
    .filter(({ value }) => !first.has(`${value.code}@`) && responsibilities.complete)
    .flatMap(({ line, value }) =>
      messagesAt(topics.file, line, [
        `“${topicPath(value)}”在 ${responsibilities.file} 里没有默认条款（district 和 when 都为空）`,
      ]),
    );
  return [...doubles, ...gaps];
}

function neighbourhoodProblems({ neighbourhoods, districts }: CityTables): Problem[] {
  return neighbourhoods.entries.flatMap(({ line, value }) =>
    messagesAt(neighbourhoods.file, line, [unknown(districts, value.district, '区县')]),
  );
}

const earthRadiusKilometres = 6371;

/** Great-circle distance by the haversine formula. */
function kilometresBetween(
  a: Pick<City, 'latitude' | 'longitude'>,
  b: Pick<City, 'latitude' | 'longitude'>,
): number {
  const radians = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2;
  const h =
    half(a.latitude, b.latitude) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(a.longitude, b.longitude);
  return 2 * earthRadiusKilometres * Math.asin(Math.sqrt(h));
}
