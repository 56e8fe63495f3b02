import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { maskTokens } from '../../core/text/normalise.ts';

/** A word of a text, with its place in UTF-16 units. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

let shared: Jieba | null = null;

/** The dictionary takes 0.2 s and some 60 MB to load: once a process, and only when first needed. */
function jieba(): Jieba {
  shared ??= Jieba.withDict(dict);
  return shared;
}

/** Words of a normalised text, in order; blanks and punctuation are left out, mask tokens stay whole. */
export function segment(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const piece of text.split(/(<[a-z]+>)/)) {
    if (maskTokens.has(piece)) words.push({ text: piece, start: at, end: at + piece.length });
    else if (piece) cutInto(words, piece, at);
    at += piece.length;
  }
  return words;
}

function cutInto(words: Word[], piece: string, offset: number): void {
  let at = 0;
  for (const cut of jieba().cut(piece, true)) {
    const start = piece.indexOf(cut, at);
    if (start < 0) continue;
    at = start + cut.length;
    if (/[\p{L}\p{N}]/u.test(cut)) words.push({ text: cut, start: offset + start, end: offset + at });
  }
}
