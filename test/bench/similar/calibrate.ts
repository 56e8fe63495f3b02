import { describe } from '../../../triage/similar/score.ts';
import { readSet } from '../read-set.ts';
import { bothManners, type MadeQuery, retell, tellElsewhere, type World } from './made-cases.ts';
import { buildIndex } from './measure.ts';

/** Which way each number may speak: what is alike never against, what differs never for. */
const signs = [0, 1, 1, 1, -1, -1, -1, -1, -1];

interface Pair {
  same: boolean;
  score: number;
  numbers: number[];
}

const independentWeight = 40;
const eventDay = (days: number) => new Date(Date.parse('2026-10-01T00:00:00Z') + days * 86_400_000);

/** What a reviewer would be shown: candidates of queries half of which have their case in the index. */
function judgePairs(world: World, size: number, count: number, seed: number, background: readonly string[]) {
  const { index } = buildIndex(world, size, background);
  const independent = readSet('same-events.tsv').filter((_, i) => i % 2 === seed % 2);
  for (const [i, { first }] of independent.entries())
    index.put({ caseId: `event-${i}`, text: first!, filedAt: eventDay(0) });
  const pairs: Pair[] = [];
  const look = (query: MadeQuery, limit: number) => {
    for (const { caseId, score, comparison } of index.search(query, { limit }))
      pairs.push({ same: caseId === query.of, score, numbers: describe(comparison) });
  };
  for (const manner of bothManners)
    for (let i = 0; i < count; i++) {
      const at = Math.floor((i * size) / count);
      look(retell(world, at, manner, seed), 20);
      look(tellElsewhere(world, at, manner, seed), 20);
    }
  // Two people who never read each other share fewer words than any rewriting: they count several times.
  for (const [i, { second, other }] of independent.entries())
    for (let times = 0; times < independentWeight; times++) {
      const asked = { manner: 'brief' as const, filedAt: eventDay((i + times) % 60), location: null };
      look({ ...asked, of: `event-${i}`, text: second! }, 5);
      look({ ...asked, of: null, text: other! }, 5);
    }
  return pairs;
}

/** Logistic regression by gradient descent with momentum; a small L2 keeps rare features quiet. */
function fit(pairs: readonly Pair[]): number[] {
  const width = pairs[0]!.numbers.length;
  const weights = new Array<number>(width).fill(0);
  const speed = new Array<number>(width).fill(0);
  for (let round = 0; round < 3_000; round++) {
    const slope = new Array<number>(width).fill(0);
    for (const { same, numbers } of pairs) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += numbers[i]! * weights[i]!;
      const error = 1 / (1 + Math.exp(-sum)) - (same ? 1 : 0);
      for (let i = 0; i < width; i++) slope[i]! += error * numbers[i]!;
    }
    for (let i = 0; i < width; i++) {
      speed[i] = 0.9 * speed[i]! - 0.5 * (slope[i]! / pairs.length + 1e-5 * weights[i]!);
      const moved = weights[i]! + speed[i]!;
      weights[i] = signs[i]! * moved < 0 ? 0 : moved;
    }
  }
  return weights;
}

export function fitWeights(world: World, background: readonly string[]): number[] {
  return fit(judgePairs(world, 20_000, 400, 2, background)).map((weight) => Math.round(weight * 100) / 100);
}

export interface Reliability {
  from: number;
  pairs: number;
  meanScore: number;
  same: number;
}

/** Scores against the truth, on other retellings than the weights were fitted on. */
export function measureCalibration(world: World, background: readonly string[]): Reliability[] {
  const pairs = judgePairs(world, 20_000, 300, 3, background);
  const edges = [0, 0.1, 0.3, 0.5, 0.8, 0.95];
  return edges.map((from, i) => {
    const members = pairs.filter(({ score }) => score >= from && score < (edges[i + 1] ?? 2));
    const count = Math.max(1, members.length);
    return {
      from,
      pairs: members.length,
      meanScore: members.reduce((sum, { score }) => sum + score, 0) / count,
      same: members.filter(({ same }) => same).length / count,
    };
  });
}
