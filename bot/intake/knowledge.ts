import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinqingError } from '../../core/errors.ts';
import { asksSomething } from './reading/tone.ts';

/** A question that is answered at once, in the ways in which it is asked. */
export interface Entry {
  id: string;
  questions: readonly string[];
  answer: string;
  /** Where the answer comes from. */
  source: string;
  /** The day on which somebody last checked it, `YYYY-MM-DD`. */
  checked: string;
}

export interface Answerer {
  /** The entry that answers a plain text; null where none surely does. */
  find(plain: string): Entry | null;
}

const file = join(import.meta.dirname, 'data', 'knowledge.tsv');

/** @throws MinqingError `invalid` that names the line */
export function readKnowledge(path = file): Entry[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '' || line.startsWith('#') || line.startsWith('id\t')) return [];
      const [id = '', questions = '', answer = '', source = '', checked = ''] = line.split('\t');
      if (!questions || !answer || !source || !/^\d{4}-\d\d-\d\d$/.test(checked))
        throw new MinqingError('invalid', `knowledge.tsv 第 ${at + 1} 行：问法、答案、出处、核对日期都要有`);
      return [{ id, questions: questions.split('|').filter(Boolean), answer, source, checked }];
    });
}

/** A story is no question: longer texts are taken down. */
const longestQuestion = 40;
/** A complaint that speaks of the same thing is no question either. */
const complaint =
  /投诉|举报|反映|没人管|打不通|坏了|堵了|不给|不发|拖欠|乱收|太差|扰民|吵|臭|骗|三天|几天了|一直|又(?:停|坏|不)|(?<!多久)没(?:有)?(?:水|电|气)了|怎么(?:还|老|总|又)|为什么(?:还|老|总|又)|什么时候(?:来|修|能来|恢复)/;
const enough = 0.62;
/** Asked so nearly as it is written down, it is the question in spite of such words. */
const nearlyWordForWord = 0.8;

const pairsOf = (text: string): Set<string> => {
  const letters = [...text.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  return new Set(letters.map((letter, at) => (at === 0 ? letter : `${letters[at - 1]}${letter}`)));
};

/** Finds by shared pairs of characters, rare ones counting more (inverse document frequency). */
export function createAnswerer(entries: readonly Entry[]): Answerer {
  const variants = entries.flatMap((entry) =>
    entry.questions.map((question) => ({ entry, pairs: pairsOf(question) })),
  );
  const seen = new Map<string, number>();
  for (const { pairs } of variants) for (const pair of pairs) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  const weight = (pair: string) => Math.log(1 + variants.length / (seen.get(pair) ?? 1));
  const sum = (pairs: Iterable<string>) => [...pairs].reduce((total, pair) => total + weight(pair), 0);
  return {
    find(plain) {
      if (plain.length > longestQuestion) return null;
      const asked = pairsOf(
        plain.replace(
          /^(?:你好|您好|请问|我想问(?:一下|下)?|想问(?:一下|下)?|咨询(?:一下|下)?|问(?:一下|下)|那个|,|，|\s)+/,
          '',
        ),
      );
      if (asked.size < 2) return null;
      let best: { entry: Entry; score: number } | null = null;
      for (const { entry, pairs } of variants) {
        const shared = sum([...pairs].filter((pair) => asked.has(pair)));
        // Dice's coefficient: what both say, of what either says.
        const score = (2 * shared) / (sum(pairs) + sum(asked));
        if (score > (best?.score ?? 0)) best = { entry, score };
      }
      if (!best || (complaint.test(plain) && best.score < nearlyWordForWord)) return null;
      return best.score >= (asksSomething(plain) ? enough - 0.12 : enough) ? best.entry : null;
    },
  };
}
