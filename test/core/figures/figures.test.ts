import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationError, reliability } from '../../../core/figures/calibration.ts';
import { coverageCurve } from '../../../core/figures/coverage.ts';
import { stabilityIndex } from '../../../core/figures/drift.ts';
import { mcnemarExact } from '../../../core/figures/mcnemar.ts';
import { fewestForProof, wilsonLower } from '../../../core/figures/wilson.ts';

describe('the lower bound of a measured share', () => {
  test.each([
    [10, 10, 0.7225],
    [100, 100, 0.963],
    [95, 100, 0.8882],
    [0, 10, 0],
    [0, 0, 0],
  ])('%i right of %i proves %f', (right, n, bound) => {
    expect(wilsonLower(right, n)).toBeCloseTo(bound, 4);
  });

  test('99 % takes 381 cases without an error', () => {
    expect(fewestForProof(0.99)).toBe(381);
    expect(wilsonLower(381, 381)).toBeGreaterThan(0.99);
    expect(wilsonLower(380, 380)).toBeLessThanOrEqual(0.99);
  });

  test('it lies below the share, and more of the same proves more', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (right, wrong) => {
        const n = right + wrong;
        fc.pre(n > 0);
        const bound = wilsonLower(right, n);
        expect(bound).toBeLessThanOrEqual(right / n + 1e-12);
        expect(wilsonLower(right * 2, n * 2)).toBeGreaterThanOrEqual(bound - 1e-12);
      }),
    );
  });
});

test('McNemar’s exact test gives the binomial tails', () => {
  expect(mcnemarExact(0, 0)).toBe(1);
  expect(mcnemarExact(5, 0)).toBeCloseTo(0.0625, 10);
  expect(mcnemarExact(6, 0)).toBeCloseTo(0.03125, 10);
  expect(mcnemarExact(10, 2)).toBeCloseTo(0.038574, 6);
  expect(mcnemarExact(2, 10)).toBeCloseTo(mcnemarExact(10, 2), 12);
  expect(mcnemarExact(7, 7)).toBe(1);
  expect(mcnemarExact(3_000, 2_700)).toBeGreaterThan(0);
});

test('calibration error weighs each bin by its cases', () => {
  const bins = reliability([
    { bin: 9, n: 90, probabilities: 0.95 * 90, right: 81 },
    { bin: 5, n: 10, probabilities: 5.5, right: 2 },
  ]);
  expect(bins[9]).toMatchObject({ n: 90, said: 0.95, held: 0.9 });
  expect(calibrationError(bins)).toBeCloseTo(0.9 * 0.05 + 0.1 * 0.35, 10);
  expect(calibrationError(reliability([]))).toBe(0);
});

test('the curve counts what reaches each threshold', () => {
  const curve = coverageCurve([
    { threshold: null, n: 50, right: 20 },
    { threshold: 0.5, n: 30, right: 24 },
    { threshold: 0.98, n: 20, right: 20 },
  ]);
  expect(curve[0]).toMatchObject({ threshold: 0.5, n: 50, right: 44, coverage: 0.5, precision: 0.88 });
  expect(curve.at(-1)).toMatchObject({ threshold: 0.98, n: 20, right: 20, coverage: 0.2, precision: 1 });
});

test('the same mix is calm, a new topic is a shift that bears its name', () => {
  const before = new Map([
    ['lamp', 500],
    ['noise', 500],
  ]);
  expect(
    stabilityIndex(
      before,
      new Map([
        ['lamp', 51],
        ['noise', 49],
      ]),
    ).index,
  ).toBeLessThan(0.01);
  const shifted = stabilityIndex(
    before,
    new Map([
      ['lamp', 30],
      ['noise', 30],
      ['flood', 40],
    ]),
  );
  expect(shifted.index).toBeGreaterThan(0.25);
  expect([...shifted.parts].sort((a, b) => b[1] - a[1])[0]![0]).toBe('flood');
});
