import { type Directory, topicPath } from '../../core/directory.ts';
import { evaluate, type Judged, type Report } from '../evaluate.ts';
import { type Answerer, openAnswerer } from './open-answerer.ts';
import { readMap } from './read-map.ts';
import { type ComplaintRecord, openData, readRecords } from './read-records.ts';
import { oneOf, readOptions, runCommand, writeLine, wrongUsage } from './run-command.ts';

type Field = 'topic' | 'department';

/** `npm run -s triage:evaluate -- [--model DIR] --data FILE.jsonl [--label topic|department] [--map FILE.tsv] [--json]` */
await runCommand(async () => {
  const options = readOptions({
    model: { type: 'string' },
    data: { type: 'string' },
    label: { type: 'string', default: 'topic' },
    map: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (!options.data) throw wrongUsage('--data FILE.jsonl is needed');
  const field = oneOf('label', options.label, ['topic', 'department']);
  const map = options.map === undefined ? null : readMap(options.map);
  const data = openData(options.data);
  const answerer = openAnswerer(options.model, map);
  const nameOf = map ? (label: string) => label : nameLabels(answerer.directory, field);
  const judged: Judged[] = [];
  for await (const line of readRecords(data)) {
    const problem =
      'problem' in line
        ? line.problem
        : line.record[field]
          ? null
          : `line ${line.number}: "${field}" is missing`;
    if ('problem' in line || problem) {
      process.exitCode = 1;
      process.stderr.write(`${problem}\n`);
    } else judged.push(judge(answerer, line.record, field, map !== null, nameOf));
  }
  if (judged.length === 0) throw new Error(`${options.data}: nothing to evaluate`);
  const report = evaluate(judged);
  await writeLine(options.json ? JSON.stringify(report) : table(report, answerer.model));
});

function judge(
  answerer: Answerer,
  record: ComplaintRecord,
  field: Field,
  mapped: boolean,
  nameOf: (label: string) => string,
): Judged {
  const { labels, proposal } = answerer.answer({ title: record.title ?? undefined, text: record.text });
  const byDepartment = field === 'department' && proposal !== null && !mapped;
  const [department] = proposal?.departments ?? [];
  const best = byDepartment
    ? { label: nameOf(department?.department ?? ''), probability: department?.probability ?? 0 }
    : labels[0];
  return {
    actual: nameOf(record[field]!),
    predicted: best?.label ?? '',
    probability: Math.min(1, best?.probability ?? 0),
  };
}

/** One way of writing a label, where the data names a topic by its code or a department by its short name. */
function nameLabels(directory: Directory | null, field: Field): (label: string) => string {
  const names = new Map<string, string>();
  if (directory && field === 'topic') {
    for (const topic of directory.topics) names.set(topic.code, topicPath(topic));
  } else if (directory) {
    for (const { code, name, shortName } of directory.departments) names.set(shortName, name).set(code, name);
  }
  return (label) => names.get(label) ?? label;
}

function table(report: Report, model: string): string {
  const figure = (value: number) => value.toFixed(4);
  const coverage = report.coverage.map(
    ({ precision, coverage: covered }) => `coverage at ${precision} precision\t${figure(covered)}`,
  );
  const classes = Object.entries(report.perClass).map(([label, { precision, recall, f1, support }]) =>
    [figure(precision), figure(recall), figure(f1), String(support).padStart(7), label].join('  '),
  );
  return [
    `model\t${model}`,
    `examples\t${report.n}`,
    `accuracy\t${figure(report.accuracy)}`,
    `macro-F1\t${figure(report.macroF1)}`,
    `calibration error (ECE)\t${figure(report.ece)}`,
    ...coverage,
    '',
    'precis  recall      F1  support  label',
    ...classes,
  ].join('\n');
}
