import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A line of the citizen, and what must hold after it. */
export interface Line {
  says: string;
  expected: Expectation[];
  /** In the file, from 1. */
  number: number;
}

export interface Expectation {
  key: string;
  value: string;
}

export interface Script {
  name: string;
  title: string;
  lines: Line[];
}

const folder = join(import.meta.dirname, 'scripts');
const realMessages = join(import.meta.dirname, '../../../shared/data/teddy/messages.jsonl');

/** Every script of the folder: see README.md there for how they are written. */
export function readScripts(from = folder): Script[] {
  return readdirSync(from)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => parseScript(basename(file, '.txt'), readFileSync(join(from, file), 'utf8')));
}

export function parseScript(name: string, content: string): Script {
  const lines: Line[] = [];
  let title = name;
  for (const [at, line] of content.split('\n').entries()) {
    if (line.startsWith('#')) title = line.slice(1).trim();
    else if (line.startsWith('>'))
      lines.push({ says: line.slice(1).replace(/^ /, ''), expected: [], number: at + 1 });
    else if (line.startsWith('='))
      lines.at(-1)!.expected.push(...line.slice(1).split(' | ').map(parseExpectation));
    else if (line.trim() !== '') throw new Error(`${name}.txt, line ${at + 1}: neither #, > nor =`);
  }
  return { name, title, lines };
}

function parseExpectation(text: string): Expectation {
  const [key, ...rest] = text.trim().split(' ');
  return { key: key!, value: rest.join(' ') };
}

let messages: Map<string, string> | null = null;

/** How far into a real message its first lines go: to the end of a sentence beyond this. */
const firstLines = 120;

/** Title and first lines of a real message, read where it lies and never copied. */
export function realMessage(id: string): string {
  messages ??= new Map(
    readFileSync(realMessages, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; title: string; text: string })
      .map((message) => [message.id, `${message.title.trim()}\n${opening(message.text.trim())}`]),
  );
  const text = messages.get(id);
  if (!text) throw new Error(`no real message ${id}`);
  return text;
}

function opening(text: string): string {
  const end = text.slice(firstLines).search(/[。！？!?]/);
  return end < 0 ? text : text.slice(0, firstLines + end + 1);
}
