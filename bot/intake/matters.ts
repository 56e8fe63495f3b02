import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinqingError } from '../../core/errors.ts';
import { type Question, questionOrder } from './draft.ts';

/** A kind of matter as citizens speak of it, and what has to be known to settle one. */
export interface Matter {
  name: string;
  needs: readonly Question[];
  /** Longest first. */
  words: readonly string[];
}

const file = join(import.meta.dirname, 'data', 'matters.tsv');

/** @throws MinqingError `invalid` that names the line of a need that nobody can ask for */
export function readMatters(path = file): Matter[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '' || line.startsWith('#') || line.startsWith('matter\t')) return [];
    const [name = '', needs = '', words = ''] = line.split('\t');
    const list = (cell: string) => cell.split(/[|,]/).filter(Boolean);
    const asked = list(needs).map((need) => {
      if (!questionOrder.includes(need as Question))
        throw new MinqingError('invalid', `matters.tsv 第 ${at + 1} 行：没有“${need}”这个问题`);
      return need as Question;
    });
    return [
      {
        name,
        needs: asked,
        words: list(words)
          .map((word) => word.toLowerCase())
          .sort((a, b) => b.length - a.length),
      },
    ];
  });
}

/** What a longer word says, it says more surely. */
const weightOf = (word: string) => (/[a-z]/.test(word) ? word.length / 3 : word.length - 1 || 0.6);
/** Words marked with ! are hardly ever said beside another matter. */
const strongly = 1;
/** What comes first is mostly what it is about. */
const early = 24;
const earlyFactor = 1.5;

/** The matter that a plain text speaks of most; null where no word tells. */
export function findMatter(text: string, matters: readonly Matter[]): Matter | null {
  const lower = text.toLowerCase();
  let best: { matter: Matter; score: number } | null = null;
  for (const matter of matters) {
    let score = 0;
    let counted = '';
    for (const marked of matter.words) {
      const strong = marked.endsWith('!');
      const word = strong ? marked.slice(0, -1) : marked;
      const at = lower.indexOf(word);
      if (at < 0 || counted.includes(word)) continue;
      if (/^[a-z]/.test(word) && /[a-z]/.test(lower[at - 1] ?? '')) continue;
      counted += `${word} `;
      score += (weightOf(word) + (strong ? strongly : 0)) * (at < early ? earlyFactor : 1);
    }
    if (score > (best?.score ?? 0)) best = { matter, score };
  }
  return best?.matter ?? null;
}
