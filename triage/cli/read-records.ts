import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable as Stream } from 'node:stream';
import { z } from 'zod';
import { wrongUsage } from './run-command.ts';

const recordShape = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string().nullish(),
  text: z.string().refine((text) => text.trim() !== '', { error: 'is empty' }),
  topic: z.string().nullish(),
  department: z.string().nullish(),
});
export type ComplaintRecord = z.infer<typeof recordShape>;

/** A line of JSON Lines: a record, or what is wrong with it. Lines count from 1. */
export type Line =
  | { number: number; record: ComplaintRecord }
  | { number: number; id: string | number | null; problem: string };

/** The lines of a stream, one by one: a file of any size takes the memory of one line. */
export async function* readRecords(stream: Stream): AsyncGenerator<Line> {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number++;
    yield parseLine(number === 1 ? line.replace(/^\ufeff/, '') : line, number);
  }
}

export function openData(path: string): Stream {
  if (!existsSync(path)) throw wrongUsage(`--data: no file ${path}`);
  if (!statSync(path).isFile()) throw wrongUsage(`--data: ${path} is not a file`);
  return createReadStream(path);
}

function parseLine(line: string, number: number): Line {
  if (line.trim() === '') return { number, id: null, problem: `line ${number} is empty` };
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { number, id: null, problem: `line ${number} is not JSON` };
  }
  const parsed = recordShape.safeParse(raw);
  if (parsed.success) return { number, record: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.');
  const problem = `line ${number}: ${field ? `"${field}" ` : ''}${issue?.message ?? 'is not a record'}`;
  return { number, id: idOf(raw), problem };
}

function idOf(raw: unknown): string | number | null {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
