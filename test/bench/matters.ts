import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSegments } from '../../core/matters/find-segments.ts';
import { readCity } from '../../prisma/directory/read-city.ts';
import { knownTopics } from '../../triage/known-topics.ts';
import { splitMatters } from '../../triage/matters/split-matters.ts';
import { rank } from '../../triage/model/rank.ts';
import { loadShippedModel } from '../../triage/shipped.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench:matters [-- --show]`: how many real letters are split, with and without a list in them. Nearly all
 * are about one matter, so a split without a list is most likely wrong; `--show` prints what was split.
 */
const { directory } = readCity('prisma/city/jingzhou');
const model = loadShippedModel();
const rankTopics = (text: string) => knownTopics(rank(model, { text }, { top: 20, explained: 0 }), directory);

const file = join(import.meta.dirname, '../../../shared/data/teddy/complaints.public.jsonl');
const letters = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .map((text) => {
    const by = new Set(findSegments(text).map((segment) => segment.by));
    const marks = by.has('listed')
      ? 'a list'
      : by.has('said') || by.has('also')
        ? '另外 or the like'
        : 'no mark';
    return { marks, drafts: splitMatters(text, rankTopics) };
  });

const results = ['a list', '另外 or the like', 'no mark'].map((marks) => {
  const group = letters.filter((letter) => letter.marks === marks);
  const split = group.filter(({ drafts }) => drafts.length > 1).length;
  return { marks, letters: group.length, split, share: split / group.length };
});
process.stdout.write(
  formatTable(results, [
    ['marks', 'letters with', String],
    ['letters', 'n', String],
    ['split', 'split', String],
    ['share', 'share', (value: number) => `${(value * 100).toFixed(2)} %`],
  ]),
);
process.stdout.write(`${JSON.stringify(results)}\n`);
if (process.argv.includes('--show'))
  for (const { drafts } of letters)
    if (drafts.length > 1)
      process.stdout.write(
        `\n${drafts.map(({ text, topics }) => `- ${topics[0]?.topic.path[2]}: ${text.slice(0, 100)}`).join('\n')}\n`,
      );
