import { saveModel } from '../model/save-model.ts';
import { type Example, train } from '../model/train.ts';
import { openData, readRecords } from './read-records.ts';
import { oneOf, readOptions, runCommand, writeLine, wrongUsage } from './run-command.ts';
import { trainOnHistory } from './train-on-history.ts';

/** How many broken lines are named before the rest are only counted. */
const namedProblems = 10;

/**
 * `npm run -s triage:train -- --data FILE.jsonl --model DIR [--label topic|department] [--seed N]`, or
 * `-- --history [--shadow] [--seed N]`: from the reviews of DATABASE_URL or the private database, into the registry.
 */
await runCommand(async () => {
  const options = readOptions({
    data: { type: 'string' },
    model: { type: 'string' },
    label: { type: 'string', default: 'topic' },
    seed: { type: 'string', default: '1' },
    history: { type: 'boolean', default: false },
    shadow: { type: 'boolean', default: false },
  });
  if (!/^\d{1,9}$/.test(options.seed)) throw wrongUsage(`--seed is a whole number, not "${options.seed}"`);
  if (options.history) {
    if (options.data || options.model)
      throw wrongUsage('--history goes without --data and --model: the model joins the registry');
    return trainOnHistory(Number(options.seed), options.shadow);
  }
  if (!options.data) throw wrongUsage('--data FILE.jsonl is needed');
  if (!options.model) throw wrongUsage('--model DIR is needed');
  const field = oneOf('label', options.label, ['topic', 'department']);
  const { examples, problems } = await readExamples(options.data, field);
  if (problems.length > 0) {
    const more = problems.length > namedProblems ? `\n… and ${problems.length - namedProblems} more` : '';
    process.stderr.write(`${problems.slice(0, namedProblems).join('\n')}${more}\nno model was written\n`);
    process.exitCode = 1;
    return;
  }
  const labels = new Set(examples.map(({ label }) => label));
  if (labels.size < 2) {
    const found = labels.size === 0 ? 'no examples' : `only "${[...labels][0]}"`;
    process.stderr.write(`${options.data}: training needs at least two labels, found ${found}\n`);
    process.exitCode = 1;
    return;
  }
  const model = train(examples, { name: field, seed: Number(options.seed) });
  saveModel(model, options.model);
  await writeLine(
    JSON.stringify({
      model: `${model.name}@${model.version}`,
      examples: examples.length,
      labels: labels.size,
      heldOutAccuracy: Math.round((model.provenance.heldOutAccuracy ?? 0) * 10_000) / 10_000,
    }),
  );
});

async function readExamples(path: string, field: 'topic' | 'department') {
  const examples: Example[] = [];
  const problems: string[] = [];
  for await (const line of readRecords(openData(path))) {
    if ('problem' in line) problems.push(line.problem);
    else if (!line.record[field]) problems.push(`line ${line.number}: "${field}" is missing`);
    else {
      const { title, text } = line.record;
      examples.push({ title: title ?? undefined, text, label: line.record[field] });
    }
  }
  return { examples, problems };
}
