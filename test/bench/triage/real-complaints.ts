import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Labelled } from '../../../triage/engines/engine.ts';
import { evaluate, type Judged, type Report } from '../../../triage/evaluate.ts';
import type { Example } from '../../../triage/model/train.ts';

const file = join(import.meta.dirname, '../../../../shared/data/teddy/complaints.public.jsonl');

/** The public part of the real complaints, with their first-level topics. */
export function readRealComplaints(): Example[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { title, text, topic } = JSON.parse(line) as { title?: string; text: string; topic: string };
      return { title, text, label: topic };
    });
}

export function judge(examples: readonly Example[], rankings: readonly Labelled[][]): Judged[] {
  return examples.map(({ label }, i) => {
    const [first] = rankings[i]!;
    return { actual: label, predicted: first!.label, probability: first!.probability };
  });
}

/** The figures of a report that every table shows. */
export function figuresOf(judged: readonly Judged[]) {
  const { accuracy, macroF1, ece, coverage }: Report = evaluate(judged);
  return { accuracy, macroF1, ece, coverage95: coverage[0]!.coverage, coverage99: coverage[1]!.coverage };
}
