import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MinqingError } from '../errors.ts';
import { dangerKinds } from './kinds.ts';

/** Ways of speaking that take the danger out of a word. */
export const frames = ['past', 'feared', 'asked', 'told'] as const;
export type Frame = (typeof frames)[number];

const row = z.object({
  kind: z.enum([...dangerKinds, 'harmless', 'any']),
  weight: z.coerce.number().min(0).max(1),
  despite: z
    .string()
    .transform((cell) => (cell === 'all' ? [...frames] : cell.split('|').filter(Boolean)))
    .pipe(z.array(z.enum(frames))),
  pattern: z.string().min(1),
});

/** A way of telling a danger. */
export interface DangerSign {
  /** `any` supports whatever danger the text tells of, and is none by itself. */
  kind: (typeof dangerKinds)[number] | 'any';
  /** 1 is enough by itself. */
  weight: number;
  /** Frames that do not weaken it: who asks about the pension "when I am gone" means it. */
  despite: readonly Frame[];
  /** Global, for normalised text. */
  pattern: RegExp;
}

/** The ways of telling a danger, and what only sounds like it: data that a city can change. */
export interface Vocabulary {
  signs: DangerSign[];
  /** Metaphors, things and fees: blanked before the signs are looked for. */
  harmless: RegExp[];
  /** Content hash. */
  version: string;
}

let shipped: Vocabulary | null = null;

/** The vocabulary beside this file, read once a process. */
export function shippedVocabulary(): Vocabulary {
  shipped ??= readVocabulary(join(import.meta.dirname, 'vocabulary.tsv'));
  return shipped;
}

/** @throws MinqingError `invalid` that names the file and line of what cannot be read */
export function readVocabulary(path: string): Vocabulary {
  const content = readFileSync(path, 'utf8');
  const vocabulary: Vocabulary = { signs: [], harmless: [], version: '' };
  let header = true;
  for (const [i, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!header) addLine(vocabulary, line, `${path}, line ${i + 1}`);
    header = false;
  }
  return { ...vocabulary, version: createHash('sha256').update(content).digest('hex').slice(0, 12) };
}

function addLine(vocabulary: Vocabulary, line: string, where: string): void {
  try {
    const [kind, weight, despite, source] = line.split('\t');
    const parsed = row.parse({ kind, weight, despite: despite ?? '', pattern: source });
    const pattern = new RegExp(parsed.pattern, 'gu');
    if (parsed.kind === 'harmless') vocabulary.harmless.push(pattern);
    else vocabulary.signs.push({ ...parsed, kind: parsed.kind, pattern });
  } catch (error) {
    const problem = error instanceof z.ZodError ? error.issues[0]?.message : String(error);
    throw new MinqingError('invalid', `${where}: ${problem}`, { cause: error });
  }
}
