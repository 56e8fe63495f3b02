import { readFileSync } from 'node:fs';
import { wrongUsage } from './run-command.ts';

/** Translates a model's label into a foreign one; null where the table has nothing for it. */
export type LabelMap = (label: string) => string | null;

/** A TSV of topic path, or the start of one, and foreign label; the longest start that fits decides. */
export function readMap(path: string): LabelMap {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    throw wrongUsage(`--map: cannot read ${path}`);
  }
  const rows: [start: string, label: string][] = [];
  for (const [i, line] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [start, label, ...rest] = line.split('\t').map((cell) => cell.trim());
    if (!start || !label || rest.length > 0) {
      throw wrongUsage(`--map: ${path}, line ${i + 1}: expected a topic path, a tab and a label`);
    }
    rows.push([start, label]);
  }
  if (rows.length === 0) throw wrongUsage(`--map: ${path} has no rows`);
  rows.sort(([a], [b]) => b.length - a.length);
  return (label) => rows.find(([start]) => label.startsWith(start))?.[1] ?? null;
}
