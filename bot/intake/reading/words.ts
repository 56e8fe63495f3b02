import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { sentenceWords } from '../data/place-words.ts';

let shared: Jieba | null = null;

/** The dictionary takes 0.2 s to load: once a process, and only when first needed. */
export function jieba(): Jieba {
  shared ??= Jieba.withDict(dict);
  return shared;
}

/** A word with its place in UTF-16 units; `name` is the tag of a name that was known before. */
export interface Token {
  start: number;
  end: number;
  text: string;
  tag: string;
}

/** Endings that the dictionary cuts in two where the next word begins: 世纪城楼下. */
const wholeSuffix =
  /(?<=世纪城|花园|家园|小区|新村|公寓|大厦|广场(?!舞)|公园|小学|中学|幼儿园|医院|市场|大道|社区|名都|华府|有限公司|集团|路口|(?<![居入常])住(?!宅|户|院|房|在|宿)|(?<![现存正实所好内外])在(?!线|职|校))/;

/** Words of a text; known names stay whole. */
export function tokensOf(text: string, names: readonly { start: number; end: number }[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const cut = (stop: number) => {
    for (const piece of text.slice(at, stop).split(wholeSuffix)) {
      for (const { word, tag } of piece ? jieba().tag(piece, true) : []) {
        tokens.push({ start: at, end: at + word.length, text: word, tag });
        at += word.length;
      }
    }
  };
  for (const { start, end } of [...names].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    cut(start);
    tokens.push({ start, end, text: text.slice(start, end), tag: 'name' });
    at = end;
  }
  cut(text.length);
  return tokens;
}

/** Parts of speech that belong to the sentence: prepositions, pronouns, particles, conjunctions, adverbs, numbers. */
const sentenceTags = /^(?:r|p|u|c|d|y|e|o|ul|uj|ug|uz|uv|m|q)$/;

/** Whether a word belongs to the sentence rather than to a name. */
export function isSentence({ text, tag }: Token): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || sentenceWords.has(text) || sentenceTags.test(tag);
}

/** Longest name of a place or an organisation that is looked for. */
const longestName = 14;

/** Where the name that ends with token `i` begins. `through`: known names belong to it, too. */
export function leftEdge(tokens: readonly Token[], i: number, through = false): number {
  let at = i;
  const end = tokens[i]!.end;
  while (at > 0) {
    const before = tokens[at - 1]!;
    if (isSentence(before) || end - before.start > longestName) break;
    if (before.tag === 'name' && !through) break;
    if (/^\d/.test(before.text) && /[年月日天]/.test(tokens[at]!.text)) break;
    at -= 1;
  }
  return tokens[at]!.start;
}
