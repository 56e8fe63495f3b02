import { kind, kindOf, type Letters } from './letters.ts';

/**
 * What a text is found by. A trait is a number below 2^53: two letters that stand side by side, one of them alone (坑), a number with what it
 * counts, or, marked, a word of place: the two letters before a suffix such as 路 or 小区, and the suffix, so that
 * nobody has to know where the name begins (住在红旗路 and 红旗路 give the same).
 */
const placeMark = 2 ** 50;
const sceneMark = 2 ** 51;
const numberMark = 2 ** 49;

export const isPlace = (trait: number) => trait >= placeMark;
export const isScene = (trait: number) => trait >= sceneMark;

/** Letters of talk: a pair that holds one says how something is said, not what. */
const talk = new Set(
  [
    ...'的了是我在有不和就都也这那你他她它们而及与或又还很但被把给让从到对为以于啊吗呢吧呀哦嘛之其此该些个么什怎您得着过地来去说要想能会可请谢好',
  ].map((letter) => letter.charCodeAt(0)),
);

/** Of these none stands in a name: 郢都路 and 和平街 hold letters of talk, 在的路 does not name a road. */
const unnamed = new Set(
  [...'的了是我在你他她它们这那吗呢吧呀啊哦嘛把被给让很没住从到'].map((letter) => letter.charCodeAt(0)),
);

/** After 路 these make a word of their own: 路面, 路灯. */
const onRoad = new Set([...'面灯况牌基费障'].map((letter) => letter.charCodeAt(0)));
const road = '路'.charCodeAt(0);

/** What a place's name ends with; the longest counts. */
const suffixes = [
  ...'路街巷村镇乡苑园城府湾桥站校院店厂场坊弄洲岛港郡楼湖县',
  ...'大道 小区 花园 家园 公寓 广场 社区 新城 新村 大厦 学校 小学 中学 大学 学院 医院 市场 街道 公园 车站 银行 超市 酒店 国际 工地 中心 雅苑 名都 公馆'.split(
    ' ',
  ),
];
/** Ends of common words that only look like names: 上街, 农村, 进城. */
const common = new Set(
  '农村 全村 本村 我村 乡村 进城 县城 全城 上街 大街 逛街 马路 公路 道路 铁路 修路 走路 小路 大路 学校 高校 住院 法院 上楼 下楼 大楼 住楼 商店 工厂 现场 出场 立场 市场 广场 商场 小区 社区 全县 我县 本县 医院 公园 家园 花园 车站 网站 校园 银行 中心 超市 酒店 政府 公寓 工地 街道 学院 中学 小学 大学 车场 当场 国际'.split(
    ' ',
  ),
);

const bySuffix = new Map<number, number[][]>();
for (const suffix of suffixes) {
  const codes = [...suffix].map((letter) => letter.charCodeAt(0));
  const last = codes.at(-1)!;
  const known = bySuffix.get(last) ?? [];
  bySuffix.set(
    last,
    [...known, codes].sort((a, b) => b.length - a.length),
  );
}
const commonCodes = new Set([...common].map((word) => pair(word.charCodeAt(0), word.charCodeAt(1))));

function pair(first: number, second: number): number {
  return first * 0x1_0000 + second;
}

function mix(state: number, code: number): number {
  return Math.imul(state ^ code, 0x01000193) ^ (state >>> 15);
}

/** The longest suffix that ends at `at`, by its length; 0 for none. */
function suffixAt(codes: Uint16Array, at: number, start: number): number {
  for (const suffix of bySuffix.get(codes[at]!) ?? []) {
    const from = at - suffix.length + 1;
    if (from - 2 >= start && suffix.every((code, i) => codes[from + i] === code)) return suffix.length;
  }
  return 0;
}

/** The trait of a name of place that stands at `[start, end)`. */
export function placeTrait(codes: Uint16Array, start: number, end: number): number {
  let state = 0x811c9dc5;
  for (let i = start; i < end; i++) state = mix(state, codes[i]!);
  return placeMark + (state >>> 0);
}

/** A place that the gazetteer knows, as a trait. */
export function sceneTrait(sceneId: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < sceneId.length; i++) state = mix(state, sceneId.charCodeAt(i));
  return sceneMark + (state >>> 0);
}

/** Longer runs of digits are telephones and identity cards: they find the person, not the matter. */
const longestNumber = 6;

/**
 * Calls `visit` for each trait of a text with its place in the letters, either what looks like a name of place or all
 * else; the same trait may come again.
 */
export function eachTrait({ codes, length }: Letters, which: 'places' | 'others', visit: Visit): void {
  let at = 0;
  while (at < length) {
    const start = at;
    const what = kindOf(codes[at]!);
    if (what === kind.gap) {
      at++;
      continue;
    }
    if (what === kind.han) {
      while (at < length && kindOf(codes[at]!) === kind.han) at++;
      if (which === 'places') eachName(codes, start, at, visit);
      else eachPair(codes, start, at, visit);
      continue;
    }
    let state = 0x811c9dc5;
    while (at < length && kindOf(codes[at]!) >= kind.digit) state = mix(state, codes[at++]!);
    if (which === 'places') continue;
    // 3 and 3栋 say different things.
    const counted = at < length && kindOf(codes[at]!) === kind.han && !talk.has(codes[at]!);
    if (at - start > longestNumber || (at - start === 1 && !counted)) continue;
    if (counted) state = mix(state, codes[at]!);
    visit(numberMark + (state >>> 0), start, counted ? at + 1 : at);
  }
}

type Visit = (trait: number, start: number, end: number) => void;

function eachPair(codes: Uint16Array, start: number, end: number, visit: Visit): void {
  let before = true;
  for (let at = start; at < end; at++) {
    const spoken = talk.has(codes[at]!);
    if (!spoken) visit(codes[at]!, at, at + 1);
    if (!spoken && !before) visit(pair(codes[at - 1]!, codes[at]!), at - 1, at + 1);
    before = spoken;
  }
}

function eachName(codes: Uint16Array, start: number, end: number, visit: Visit): void {
  for (let at = start + 2; at < end; at++) {
    const suffix = suffixAt(codes, at, start);
    if (suffix === 0) continue;
    const from = at - suffix - 1;
    if (codes[at] === road && at + 1 < end && onRoad.has(codes[at + 1]!)) continue;
    if (unnamed.has(codes[from]!) || unnamed.has(codes[from + 1]!)) continue;
    if (suffix === 1 && commonCodes.has(pair(codes[at - 1]!, codes[at]!))) continue;
    visit(placeTrait(codes, from, at + 1), from, at + 1);
  }
}
