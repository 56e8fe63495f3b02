import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hand-written evaluation set of `test/triage/data`: its rows by the names of the header. */
export function readSet(name: string): Record<string, string>[] {
  const file = join(import.meta.dirname, '..', 'triage', 'data', name);
  const [header, ...lines] = readFileSync(file, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  const columns = header!.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}
