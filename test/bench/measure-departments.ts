import type { Directory } from '../../core/directory.ts';
import type { Model } from '../../triage/model/model.ts';
import { propose } from '../../triage/propose.ts';
import { halfOf } from './halves.ts';
import { readSet } from './read-set.ts';

/** Right on the first choice, among the first three, and the mean gap between what was said and what was so. */
export interface DepartmentFigures {
  cases: string;
  n: number;
  first: number;
  firstThree: number;
  /** Some topic of the right unit is among the first three topics: what is left is routing. */
  topicKnown: number;
  /** Expected calibration error of the first choice's probability, ten bins. */
  ece: number;
}

export interface Routed {
  text: string;
  disputed: boolean;
  half: 'look' | 'blind';
  accepted: string[];
  proposed: { name: string; probability: number }[];
  topic: string;
  /** Place of the right unit among those proposed; -1 where it is not. */
  place: number;
  topicKnown: boolean;
}

/** The hand-written cases (`test/triage/data/departments.tsv`) as triage routes them. */
export function routeSet(model: Model, directory: Directory): Routed[] {
  return readSet('departments.tsv').map((row): Routed => {
    const accepted = [row.department!, ...row.accept!.split('|').filter(Boolean)];
    const { departments, topics } = propose(model, directory, { text: row.text! });
    return {
      text: row.text!,
      disputed: row.disputed === 'yes',
      half: halfOf(row.text!),
      accepted,
      proposed: departments.map(({ department: name, probability }) => ({ name, probability })),
      topic: topics
        .slice(0, 3)
        .map(({ code, path, probability }) => `${code} ${path[2]} ${probability.toFixed(2)}`)
        .join(', '),
      place: departments.findIndex(({ department }) => accepted.includes(department)),
      topicKnown: topics.slice(0, 3).some(({ code }) => answersFor(directory, accepted, code)),
    };
  });
}

/** Whether a clause of the topic can lead to one of the units, in some district. */
function answersFor(directory: Directory, units: readonly string[], topic: string): boolean {
  const city = directory.departments
    .filter(({ code }) => units.includes(code))
    .flatMap(({ code, actsFor, kind }) => [code, ...actsFor, ...(kind === 'district' ? ['district'] : [])]);
  return directory.responsibilities.some(
    (clause) => clause.topic === topic && city.includes(clause.lead.replace(/^@(?:county:)?/, '')),
  );
}

export function measureDepartments(routed: readonly Routed[]): DepartmentFigures[] {
  const groups: [string, (one: Routed) => boolean][] = [
    ['all', () => true],
    ['look half', ({ half }) => half === 'look'],
    ['blind half', ({ half }) => half === 'blind'],
    ['disputed', ({ disputed }) => disputed],
    ['disputed, look half', ({ disputed, half }) => disputed && half === 'look'],
    ['disputed, blind half', ({ disputed, half }) => disputed && half === 'blind'],
  ];
  return groups.map(([cases, belongs]) => ({ cases, ...figures(routed.filter(belongs)) }));
}

function figures(routed: readonly Routed[]): Omit<DepartmentFigures, 'cases'> {
  const share = (right: (one: Routed) => boolean) => routed.filter(right).length / routed.length;
  return {
    n: routed.length,
    first: share(({ place }) => place === 0),
    firstThree: share(({ place }) => place >= 0),
    topicKnown: share(({ topicKnown }) => topicKnown),
    ece: calibrationError(routed),
  };
}

const bins = 10;

function calibrationError(routed: readonly Routed[]): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const within = routed.filter(
      ({ proposed: [first] }) => Math.min(bins - 1, Math.floor((first?.probability ?? 0) * bins)) === bin,
    );
    const right = within.filter(({ place }) => place === 0).length;
    const said = within.reduce((sum, { proposed: [first] }) => sum + (first?.probability ?? 0), 0);
    error += Math.abs(right - said) / routed.length;
  }
  return error;
}
