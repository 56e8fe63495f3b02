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
  /** Expected calibration error of the first choice's probability, ten bins. */
  ece: number;
}

interface Routed {
  disputed: boolean;
  half: 'look' | 'blind';
  place: number;
  probability: number;
}

/** The 300 hand-written cases (`test/triage/data/departments.tsv`), whole, disputed, and by halves. */
export function measureDepartments(model: Model, directory: Directory): DepartmentFigures[] {
  const routed = readSet('departments.tsv').map((row): Routed => {
    const accepted = new Set([row.department!, ...row.accept!.split('|').filter(Boolean)]);
    const { departments } = propose(model, directory, { text: row.text! });
    return {
      disputed: row.disputed === 'yes',
      half: halfOf(row.text!),
      place: departments.findIndex(({ department }) => accepted.has(department)),
      probability: departments[0]?.probability ?? 0,
    };
  });
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
    ece: calibrationError(routed),
  };
}

const bins = 10;

function calibrationError(routed: readonly Routed[]): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const within = routed.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
    );
    const right = within.filter(({ place }) => place === 0).length;
    const said = within.reduce((sum, { probability }) => sum + probability, 0);
    error += Math.abs(right - said) / routed.length;
  }
  return error;
}
