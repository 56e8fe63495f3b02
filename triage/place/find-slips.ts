import type { Directory } from '../../core/directory.ts';
import { createFinder, type Finder, type Mention } from '../../core/text/mentions.ts';
import { gazetteerOf } from './gazetteer.ts';
import { alikes } from './sounds-alike.ts';

/** A name of the gazetteer that the text means but does not spell. */
export interface Slip extends Mention {
  /** The name meant, as the gazetteer has it. */
  meant: string;
}

/** Any one character inside may be wrong in a name this long; anywhere only one that sounds or looks the same. */
const longEnough = 4;
const shortest = 3;
const longestText = 400;
/** East is no slip of west, nor the second of the third. */
const telling = /[东西南北中上下左右前后内外大小新老一二三四五六七八九十百\d]/;
/** Words of a sentence, which stand in no name: a window that holds one there is none. */
const talk = /[^\p{Script=Han}\p{N}]|[的了在是我你他她它们有和与到去来说吗呢吧很就都也不没这那个]/u;
/** What is left unchanged must be more than this. */
const generic =
  /^(?:社区|小区|街道|广场|公园|大道|花园|家园|医院|学校|中学|小学|市场|车站|大桥|客运站|火车站|管理区|开发区|中路|东路|西路|南路|北路)*$/u;
/** Left off in talk: 住惠工街 for 惠工街社区. */
const endings = /(?:社区|街道|管理区|小区|公园|广场)$/u;

interface Index {
  /** Halves of the names: a slip in one leaves the other as it is. */
  find: Finder;
  byHalf: ReadonlyMap<string, readonly { name: string; offset: number }[]>;
  /** Names without their ending, or with a character that sounds the same. */
  findVariant: Finder;
  variants: ReadonlyMap<string, string>;
}

const built = new WeakMap<Directory, Index>();

function indexOf(directory: Directory): Index {
  const known = built.get(directory);
  if (known) return known;
  const { names } = gazetteerOf(directory);
  const byHalf = new Map<string, { name: string; offset: number }[]>();
  const variants = new Map<string, string>();
  for (const [name, places] of names) {
    if (name.length < shortest || places.every(({ strength }) => strength === 'unit')) continue;
    const middle = Math.ceil(name.length / 2);
    for (const [half, offset] of [
      [name.slice(0, middle), 0],
      [name.slice(middle), middle],
    ] as const) {
      if (half.length < 2) continue;
      byHalf.set(half, [...(byHalf.get(half) ?? []), { name, offset }]);
    }
    const stem = name.replace(endings, '');
    if (stem !== name && stem.length >= shortest && !names.has(stem)) variants.set(stem, name);
    for (const [at, right] of [...name].entries()) {
      if (telling.test(right)) continue;
      for (const wrong of alikes(right)) {
        const written = name.slice(0, at) + wrong + name.slice(at + 1);
        if (!names.has(written) && !telling.test(wrong)) variants.set(written, name);
      }
    }
  }
  const index = {
    find: createFinder(byHalf.keys()),
    byHalf,
    findVariant: createFinder(variants.keys()),
    variants,
  };
  built.set(directory, index);
  return index;
}

/**
 * Names with one character wrong, or without their ending, in a normalised text. Asked only where no name is spelled
 * right: few texts reach it, and what it finds counts less.
 */
export function findSlips(directory: Directory, whole: string): Slip[] {
  const text = whole.slice(0, longestText);
  const { find, byHalf, findVariant, variants } = indexOf(directory);
  const { names } = gazetteerOf(directory);
  const found: Slip[] = findVariant(text).map((mention) => ({
    ...mention,
    meant: variants.get(mention.word)!,
  }));
  for (const { word, start } of find(text)) {
    for (const { name, offset } of byHalf.get(word)!) {
      const from = start - offset;
      const written = text.slice(from, from + name.length);
      if (from < 0 || written.length < name.length || names.has(written)) continue;
      if (isSlip(name, written))
        found.push({ word: written, start: from, end: from + name.length, denied: false, meant: name });
    }
  }
  return found;
}

function isSlip(name: string, written: string): boolean {
  if (talk.test(written)) return false;
  const wrong: number[] = [];
  for (let i = 0; i < name.length; i++) if (name[i] !== written[i]) wrong.push(i);
  const [at] = wrong;
  if (at === undefined || wrong.length > 1) return false;
  const [right, slipped] = [name[at]!, written[at]!];
  if (telling.test(right) || telling.test(slipped)) return false;
  const rest = name.slice(0, at) + name.slice(at + 1);
  // 惠工路 for 惠工街 is another street: the kind of place is no slip, and what is left has to be a name.
  return (
    name.length >= longEnough &&
    at > 0 &&
    at < name.length - 1 &&
    !generic.test(rest) &&
    unchangedName(name, at) >= 2
  );
}

/** How many characters of the name's own part, before its kind, are as they should be. */
function unchangedName(name: string, at: number): number {
  const own = name.replace(
    /(?:社区|街道|管理区|小区|公园|广场|大道|大桥|[路街镇乡村区县市门桥湖渠河])$/u,
    '',
  );
  return own.length - (at < own.length ? 1 : 0);
}
