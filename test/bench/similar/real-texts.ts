import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../../../../shared/data/teddy');

const line = z.object({
  id: z.string(),
  user: z.string().default(''),
  title: z.string().default(''),
  text: z.string(),
  time: z.string().default('2019-01-01T00:00:00'),
});
export type RealText = z.infer<typeof line>;

export function readRealTexts(name: 'messages' | 'complaints.public'): RealText[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((text) => line.parse(JSON.parse(text)));
}

/** Title and text of both files; what is too short to be told again is left out. */
export function readAllTexts(): string[] {
  const all = (['messages', 'complaints.public'] as const).flatMap(readRealTexts);
  return all
    .map(({ title, text }) => `${title}。${text}`.replace(/^。/, ''))
    .filter((text) => text.length >= 30);
}
