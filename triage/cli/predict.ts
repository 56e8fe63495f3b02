import { type Answer, type Answerer, openAnswerer } from './open-answerer.ts';
import { readMap } from './read-map.ts';
import { type ComplaintRecord, readRecords } from './read-records.ts';
import { readOptions, runCommand, writeLine } from './run-command.ts';

const shownAlternatives = 4;

/** `npm run -s triage:predict -- [--model DIR] [--map FILE.tsv] < IN.jsonl > OUT.jsonl` */
await runCommand(async () => {
  const options = readOptions({ model: { type: 'string' }, map: { type: 'string' } });
  const map = options.map === undefined ? null : readMap(options.map);
  const answerer = openAnswerer(options.model, map);
  for await (const line of readRecords(process.stdin)) {
    if ('problem' in line) {
      process.exitCode = 1;
      await writeLine(JSON.stringify({ id: line.id, error: line.problem }));
    } else await writeLine(JSON.stringify(present(line.record, answerer)));
  }
});

function present(record: ComplaintRecord, answerer: Answerer): object {
  const answer = answerer.answer({ title: record.title ?? undefined, text: record.text });
  const [first, ...others] = answer.labels;
  return {
    id: record.id ?? null,
    label: first?.label ?? null,
    probability: round(first?.probability ?? 0),
    alternatives: others.slice(0, shownAlternatives).map(({ label, probability }) => ({
      label,
      probability: round(probability),
    })),
    evidence: answer.evidence,
    model: answerer.model,
    ...presentProposal(answer, answerer),
  };
}

/** What only the shipped model can say, since it knows the city, with names in place of codes. */
function presentProposal({ proposal }: Answer, { directory }: Answerer): object {
  if (!proposal || !directory) return {};
  const nameOf = (code: string) => directory.departments.find((unit) => unit.code === code)?.name ?? code;
  const district = directory.districts.find(({ code }) => code === proposal.districtCode);
  const [first] = proposal.departments;
  return {
    topic: proposal.topics[0]?.path.join('/') ?? null,
    department: first ? nameOf(first.department) : null,
    departments: proposal.departments.map(({ department, probability, reason }) => ({
      department: nameOf(department),
      probability: round(probability),
      reason,
    })),
    supporters: first?.supporters.map(nameOf) ?? [],
    district: district?.name ?? null,
    kind: proposal.kind,
    urgency: proposal.urgency,
  };
}

function round(probability: number): number {
  return Math.round(probability * 10_000) / 10_000;
}
