import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinqingError } from '../core/errors.ts';
import type { Example } from './model/train.ts';

/** The label of what fits no topic: advertisements, greetings, what a thumb typed. */
export const noTopic = 'none';

/** What the shipped model learns from; labels are topic codes, or {@link noTopic}. */
export interface Corpus {
  /** Sentences of real life. */
  sentences: Example[];
  /** Single words that belong to a topic. */
  terms: Example[];
  /** Hash of every file it was read from. */
  hash: string;
}

/**
 * Reads `corpus/*.tsv` (topic, text) and `terms.tsv` (topic, words separated by `|`) of a folder. Lines that
 * start with `#` are comments.
 * @throws MinqingError `invalid` that names the file and line of anything that cannot be read
 */
export function readCorpus(folder: string): Corpus {
  const hash = createHash('sha256');
  const read = (name: string): [topic: string, cell: string][] => {
    const content = readText(folder, name);
    hash.update(name).update('\0').update(content).update('\0');
    return rowsOf(name, content);
  };
  const names = listNames(folder);
  const sentences = names.flatMap((name) => read(name).map(([label, text]) => ({ label, text })));
  const terms = read('terms.tsv').flatMap(([label, cell]) =>
    cell.split('|').map((term) => ({ label, text: term })),
  );
  return { sentences, terms, hash: hash.digest('hex') };
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'corpus'))
      .filter((name) => name.endsWith('.tsv'))
      .sort()
      .map((name) => `corpus/${name}`);
  } catch (error) {
    throw new MinqingError('invalid', `no corpus in ${folder}`, { cause: error });
  }
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    throw new MinqingError('invalid', `cannot read ${join(folder, name)}`, { cause: error });
  }
}

function rowsOf(name: string, content: string): [string, string][] {
  const rows: [string, string][] = [];
  let header = true;
  for (const [i, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (cells.length !== 2 || !cells[0] || !cells[1]?.trim()) {
      throw new MinqingError('invalid', `${name}, line ${i + 1}: expected a topic, a tab and a text`);
    }
    if (!header) rows.push([cells[0], cells[1].trim()]);
    header = false;
  }
  return rows;
}
