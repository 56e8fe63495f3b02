import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinqingError } from '../../core/errors.ts';

/** A matter that others than the city decide, or that others settle better. */
export interface Outside {
  name: string;
  /** `offer`: the citizen is told who is responsible, and asked whether to file; `remark`: told on the way. */
  mode: 'offer' | 'remark';
  words: RegExp;
  /** Only where no place of this city is named. */
  elsewhere: boolean;
  answer: string;
}

const codesFile = join(import.meta.dirname, 'data', 'area-codes.tsv');

/** City and area code of the places that people work in far from home. */
export function readAreaCodes(path = codesFile): Map<string, string> {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t'));
  return new Map(lines.slice(1).map((line) => line.split('\t') as [string, string]));
}

const file = join(import.meta.dirname, 'data', 'outside.tsv');

/** @throws MinqingError `invalid` that names the line */
export function readOutside(path = file): Outside[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '' || line.startsWith('#') || line.startsWith('name\t')) return [];
      const [name = '', mode = '', words = '', answer = ''] = line.split('\t');
      if (mode !== 'offer' && mode !== 'remark' && mode !== 'elsewhere')
        throw new MinqingError(
          'invalid',
          `outside.tsv 第 ${at + 1} 行：mode 应为 offer、remark 或 elsewhere`,
        );
      const elsewhere = mode === 'elsewhere';
      return [{ name, mode: elsewhere ? 'offer' : mode, words: new RegExp(words, 'i'), elsewhere, answer }];
    });
}
