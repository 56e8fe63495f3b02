import { notPlaces } from './data/place-words.ts';

export { findSince } from '../../core/time/find-since.ts';

/** Finds facts in what a citizen typed; each says null where nothing is certain. */

const plain = (text: string) => text.normalize('NFKC');

/** A Chinese mobile or landline number, digits only (landlines keep their dash). */
export function findPhone(text: string): string | null {
  const found = plain(text);
  const mobile = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/.exec(found);
  if (mobile) return mobile.slice(1).join('');
  const landline = /(?<!\d)(0\d{2,3})[- ]?(\d{7,8})(?!\d)/.exec(found);
  return landline ? `${landline[1]}-${landline[2]}` : null;
}

/** Digits that were meant as a telephone number and are not one. */
export function looksLikeBadPhone(text: string): boolean {
  return findPhone(text) === null && /^\D{0,6}\d[\d -]{5,}\D{0,4}$/.test(plain(text).trim());
}

export function findName(text: string): string | null {
  const found =
    /(?:我叫|我是|我姓|本人|免贵姓)\s*([\u4e00-\u9fff]{1,4}?)(?=[,,。.;;!!\s\d的]|先生|女士|电话|手机|$)/.exec(
      text,
    );
  const name = found?.[1] ?? null;
  return name && !/业主|居民|村民|市民|住户|学生|家长|这里|住在|一名|一个|本地/.test(name) ? name : null;
}

const suffixes =
  '路|街|大道|巷|道|小区|社区|花园|家园|新村|苑|村|镇|乡|湾|桥|广场|市场|公园|学校|小学|中学|幼儿园|医院|大厦|商场|车站|路口|门口|工地|组';
const placePattern = new RegExp(
  `[\\u4e00-\\u9fffA-Za-z0-9]{1,12}?(?:${suffixes})(?:[\\u4e00-\\u9fff]{0,4}(?:路口|交叉口|门口|附近|对面|旁边))?(?:\\d+(?:号|栋|幢|单元|弄|组|楼)(?:楼|院)?)*`,
);
/** Words before a place that belong to the sentence and not to it. */
const lead = /^.*(?:在|到|是|住|位于|我们|咱们|我家|你好|您好|反映|投诉|举报|地址|地点)[::]?/;

/**
 * The place in the citizen's words: a name of the city's directory first, else what looks like an address.
 * @param names districts, neighbourhoods, streets and landmarks of the city, longest first
 */
export function findPlace(text: string, names: readonly string[]): string | null {
  const words = plain(text);
  const known = names.find((name) => name.length >= 2 && words.includes(name));
  const pattern = placePattern.exec(known ? words.slice(words.indexOf(known)) : words)?.[0];
  if (known) return pattern?.startsWith(known) ? pattern : known;
  const found = pattern?.replace(lead, '') ?? '';
  return found.length >= 3 && !notPlaces.has(found) && !/^(?:这|那|哪|有|没|个|条|一)/.test(found)
    ? found
    : null;
}
