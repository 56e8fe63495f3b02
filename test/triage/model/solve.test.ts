import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stackRows } from '../../../triage/model/matrix.ts';
import { solveTogether } from '../../../triage/model/solve.ts';

const size = 4;
const options = { seed: 1, tolerance: 1e-4, maxPasses: 2_000 };

/** Rows of one or two features, of one of three kinds. */
const problems = fc.array(
  fc.record({
    kind: fc.integer({ min: 0, max: 2 }),
    values: fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: size, maxLength: size }),
  }),
  { minLength: 3, maxLength: 12 },
);

type Rows = { kind: number; values: number[] }[];

function solve(rows: Rows, kinds: number[], scale: Float32Array | null = null, cost = 1): Float32Array {
  return solveTogether(
    stackRows(
      rows.map(({ values }) => ({
        indices: Int32Array.from(values.keys()),
        values: Float32Array.from(values),
      })),
    ),
    {
      kindOf: Int32Array.from(rows, ({ kind }) => kind),
      positive: kinds.map((kind) => Uint8Array.from({ length: 3 }, (_, other) => (other === kind ? 1 : 0))),
      scale,
      offsets: null,
    },
    size,
    { ...options, cost },
  );
}

/** What is minimised: half the weights' length and the price of the squared hinge losses. */
function objective(rows: Rows, kind: number, weights: number[], cost = 1): number {
  const loss = rows.reduce((sum, row) => {
    const score = row.values.reduce((total, value, f) => total + value * weights[f]!, weights[size]!);
    return sum + Math.max(0, 1 - (row.kind === kind ? score : -score)) ** 2;
  }, 0);
  return weights.reduce((sum, weight) => sum + weight * weight, 0) / 2 + cost * loss;
}

describe('the solver', () => {
  test('finds weights that no small step makes better', () => {
    fc.assert(
      fc.property(problems, (rows) => {
        const weights = [...solve(rows, [0])];
        const found = objective(rows, 0, weights);
        for (let w = 0; w <= size; w++) {
          for (const step of [-0.05, 0.05]) {
            const beside = weights.map((weight, at) => (at === w ? weight + step : weight));
            expect(objective(rows, 0, beside)).toBeGreaterThan(found - 2e-3);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('solves three problems together as it solves each alone', () => {
    fc.assert(
      fc.property(problems, (rows) => {
        const together = solve(rows, [0, 1, 2]);
        for (const kind of [0, 1, 2]) {
          const alone = [...solve(rows, [kind])];
          const part = alone.map((_, f) => together[f * 3 + kind]!);
          expect(objective(rows, kind, part)).toBeCloseTo(objective(rows, kind, alone), 2);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('scaling a feature is the same as scaling its column', () => {
    fc.assert(
      fc.property(problems, (rows) => {
        const factors = [0.5, 1, 2, 3];
        const scaled = rows.map(({ kind, values }) => ({
          kind,
          values: values.map((v, f) => v * factors[f]!),
        }));
        const onScaled = [...solve(scaled, [0])];
        const byFactor = [...solve(rows, [0], Float32Array.from(factors))];
        const back = byFactor.map((weight, f) => (f < size ? weight / factors[f]! : weight));
        expect(objective(scaled, 0, back)).toBeCloseTo(objective(scaled, 0, onScaled), 2);
      }),
      { numRuns: 60 },
    );
  });
});
