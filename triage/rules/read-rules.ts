import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import { createFinder } from '../../core/text/mentions.ts';
import { kinds, urgencies } from '../../core/words.ts';

const list = z.string().transform((cell) => cell.split('|').filter(Boolean));
const finder = list.transform(createFinder);
const urgencyRule = z.object({
  level: z.enum(urgencies),
  weight: z.coerce.number().positive(),
  /** Finds the words that speak for the level. */
  words: finder,
  /** Finds what makes them mean something else. */
  unless: finder,
});
export type UrgencyRule = z.infer<typeof urgencyRule>;

const kindRule = z.object({
  kind: z.enum(kinds),
  weight: z.coerce.number(),
  pattern: z.string().transform((source) => new RegExp(source, 'u')),
});
export type KindRule = z.infer<typeof kindRule>;

/** The vocabularies that tell urgency and kind: data that a city can change. */
export interface Rules {
  urgency: UrgencyRule[];
  kinds: KindRule[];
  /** Content hash of both files, kept with each proposal. */
  version: string;
}

let shipped: Rules | null = null;

/** The rules of `triage/data`, read once a process. */
export function shippedRules(): Rules {
  shipped ??= readRules(join(import.meta.dirname, '..', 'data'));
  return shipped;
}

/** @throws MinqingError `invalid` that names the file and line of what cannot be read */
export function readRules(folder: string): Rules {
  const hash = createHash('sha256');
  const read = <T>(name: string, shape: z.ZodType<T>): T[] => {
    const content = readFileSync(join(folder, name), 'utf8');
    hash.update(content).update('\0');
    return readRows(name, content, shape);
  };
  return {
    urgency: read('urgency.tsv', urgencyRule),
    kinds: read('kinds.tsv', kindRule),
    version: hash.digest('hex').slice(0, 12),
  };
}

function readRows<T>(name: string, content: string, shape: z.ZodType<T>): T[] {
  const rows: T[] = [];
  let columns: string[] | null = null;
  for (const [i, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (columns === null) {
      columns = cells;
      continue;
    }
    const named = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
    rows.push(parseRow(`${name}, line ${i + 1}`, named, shape));
  }
  return rows;
}

function parseRow<T>(where: string, row: Record<string, string>, shape: z.ZodType<T>): T {
  try {
    return shape.parse(row);
  } catch (error) {
    const problem = error instanceof z.ZodError ? error.issues[0]?.message : String(error);
    throw new MinqingError('invalid', `${where}: ${problem}`, { cause: error });
  }
}
