import { notPlaces } from '../data/place-words.ts';
import { findEnglishPlace } from './place-english.ts';
import {
  buildings,
  coded,
  crossing,
  extension,
  here,
  joint,
  origin,
  otherThing,
  relation,
  suffixes,
} from './place-shapes.ts';
import { languageOf } from './plain-text.ts';
import { isSentence, leftEdge, type Token, tokensOf } from './words.ts';

/**
 * Finds the place in what a citizen typed: names of the city's directory, and whatever looks like a road, an estate, a
 * village, a building. Neighbouring finds are one address; the one that says most is taken.
 */

interface Find {
  start: number;
  end: number;
  weight: number;
  /** A town's or county's code, or a known name: see `mergeFinds`. */
  kind: 'area' | 'name' | 'shape';
}

/** The place in the citizen's words; null where nothing is certain. `names`: the city's, longest first. */
export function findPlace(text: string, names: readonly string[]): string | null {
  if (languageOf(text) === 'en' || !/\p{Script=Han}/u.test(text)) return findEnglishPlace(text);
  const known = namedFinds(text, names);
  const tokens = tokensOf(text, known);
  const finds = mergeFinds(text, [...known, ...shapedFinds(text, tokens), ...buildingFinds(text, tokens)]);
  const [best] = finds.filter(({ weight }) => weight >= 2).sort((a, b) => b.weight - a.weight);
  return best ? text.slice(best.start, best.end).replace(/^[\s,，、]+|[\s,，、]+$/g, '') : null;
}

function namedFinds(text: string, names: readonly string[]): Find[] {
  const finds: Find[] = [];
  for (const name of names) {
    if (name.length < 2) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const bare = at + name.length;
      const end = bare + (extension.exec(text.slice(bare))?.[0].length ?? 0);
      const free = finds.every((find) => end <= find.start || at >= find.end);
      if (free && !otherThing.test(text.slice(bare))) finds.push({ start: at, end, weight: 3, kind: 'name' });
    }
  }
  for (const { 0: found, index } of text.matchAll(coded))
    finds.push({ start: index, end: index + found.length, weight: 1.2, kind: 'area' });
  return finds;
}

/** Names that end as places do: 锦绣江南小区, 安澜三路; and landmarks by what stands beside them. */
function shapedFinds(text: string, tokens: readonly Token[]): Find[] {
  return tokens.flatMap((token, i): Find[] => {
    if (token.tag === 'name') return [];
    const start = leftEdge(tokens, i);
    const name = text.slice(start, token.end);
    const weight = weightOf(tokens, i);
    const generic = notPlaces.has(token.text) && name.length - token.text.length < 2;
    if (weight > 0 && name.length >= 3 && !generic && !isGeneric(name))
      return [
        {
          start,
          end: token.end,
          weight: weight < 2 && name.length >= 5 && !/公司$/.test(name) ? 2 : weight,
          kind: 'shape',
        },
      ];
    if (
      /^(?:ns|nr|nz|x)$/.test(token.tag) &&
      name.length <= 4 &&
      !generic &&
      areaBefore(text, start) &&
      !isSentence(token)
    )
      return [{ start, end: token.end, weight: 1, kind: 'shape' }];
    const beside = relation.exec(text.slice(token.end))?.[0];
    const named = /^(?:n|nr|ns|nt|nz|x|j)$/.test(token.tag) && name.length >= 2 && name.length <= 8;
    const placed =
      here.test(text.slice(0, start)) ||
      /^(?:ns|nt|nz)$/.test(token.tag) ||
      start === 0 ||
      tokens[i - 1]?.tag === 'name';
    return beside && !/^的?$/.test(beside) && named && placed && !generic && !isGeneric(name)
      ? [{ start, end: token.end, weight: 1.5, kind: 'shape' }]
      : [];
  });
}

/** A7县泉塘: what stands right behind a town's code is a place in it. */
const areaBefore = (text: string, start: number) => /[A-Z]\d{0,2}[市区县]$/.test(text.slice(0, start));

const isGeneric = (name: string) =>
  notPlaces.has(name) || notPlaces.has(name.replace(/^[一二三两这那几某]/, ''));

/** How much the words up to this token say of a place: roads most, generic words nothing. */
function weightOf(tokens: readonly Token[], i: number): number {
  const token = tokens[i]!;
  const before = tokens[i - 1];
  const joined =
    before && before.end === token.start && !isSentence(before) ? before.text + token.text : token.text;
  return suffixes.find(({ pattern }) => pattern.test(joined))?.weight ?? 0;
}

/** Houses and flats; with the estate's name before them where there is one: 米兰春天G2栋. */
function buildingFinds(text: string, tokens: readonly Token[]): Find[] {
  return [...text.matchAll(buildings)].flatMap(({ 0: found, index }): Find[] => {
    const end = index + found.length;
    if (/[年月]$/.test(text.slice(0, index))) return [];
    const before = tokens.filter((token) => token.end <= index);
    const last = before.at(-1);
    const named = last?.end === index && !isSentence(last) && last.tag !== 'name';
    const start = named ? leftEdge(before, before.length - 1) : index;
    const name = text.slice(start, index);
    const good = named && !isGeneric(name) && /[\u4e00-\u9fff]{2}/.test(name);
    return [{ start: good ? start : index, end, weight: good ? 2 : 0.5, kind: 'shape' }];
  });
}

const longestAddress = 60;

function mergeFinds(text: string, finds: Find[]): Find[] {
  const merged: Find[] = [];
  for (const find of finds.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && find.start < last.end) {
      if (find.end > last.end) Object.assign(last, { end: find.end, weight: last.weight + find.weight / 2 });
    } else if (last && joins(text, last, find)) {
      Object.assign(last, { end: find.end, weight: last.weight + find.weight, kind: find.kind });
    } else merged.push({ ...find });
    extend(text, merged.at(-1)!);
  }
  return merged.map((find) => {
    const before = text.slice(Math.max(0, find.start - 6), find.start);
    const home = origin.test(before) && /^(?:人|的|籍|,|，|这边人)/.test(text.slice(find.end));
    return { ...find, weight: find.weight + (here.test(before) ? 1 : 0) - (home ? 4 : 0) };
  });
}

/** 门口, 对面: what says where at a place belongs to it. */
function extend(text: string, find: Find): void {
  const after = relation.exec(text.slice(find.end))?.[0] ?? '';
  if (!/^的?$/.test(after)) Object.assign(find, { end: find.end + after.length, weight: find.weight + 0.5 });
}

/** An address grows to the right, and begins with its town. */
function joins(text: string, last: Find, find: Find): boolean {
  if (find.kind === 'area' && last.kind !== 'area') return false;
  if (find.end - last.start > longestAddress) return false;
  const between = text.slice(last.end, find.start);
  return joint.test(between) || (crossing.test(text.slice(0, find.start)) && between.length <= 1);
}

const lead =
  /^(?:(?:嗯|哦|啊|好的|是的|就|呃|那个|地址|地点|位置|具体|大概|应该|我家|家)*(?:就?是|在|位于|住在|住|:|：|，|,)*)/;
const noPlace =
  /是.{1,8}的$|\b(?:does|is|are|not|my|give|have|has|was|did|won'?t|we|he|she)\b|[?？吗]|为什么|凭什么|怎么|你们|关你|自己|投诉|处理|赶紧|快点|滚|妈|谢谢|不|没|个人|钱|[坏了吵堵停漏脏乱修]|有人|对的|好的|麻烦|sorry|don'?t|know|please/i;

/** A short reply to "where", without the words around it; null where it is no place at all. */
export function placeInReply(text: string): string | null {
  const bare = text
    .replace(lead, '')
    .replace(/[。.!！,，~]+$|(?:这里|那里|这边|那边|啊|吧|呢|哈)[。.!！]*$/g, '')
    .trim();
  if (bare.length < 2 || bare.length > (/\p{Script=Han}/u.test(bare) ? 30 : 80) || noPlace.test(bare))
    return null;
  return bare;
}
