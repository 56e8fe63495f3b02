import { expect, test } from 'vitest';
import { createBatches } from '../../core/batches.ts';

test('what is asked for in the same breath, or while a batch runs, goes together and in order', async () => {
  const batches: number[][] = [];
  const double = createBatches(async (items: readonly number[]) => {
    batches.push([...items]);
    await new Promise((resolve) => setImmediate(resolve));
    return items.map((item) => item * 2);
  }, 4);
  const first = [1, 2, 3].map(double);
  await new Promise((resolve) => setImmediate(resolve));
  const more = [4, 5, 6, 7, 8].map(double);
  expect(await Promise.all([...first, ...more])).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
  expect(batches).toEqual([[1, 2, 3], [4, 5, 6, 7], [8]]);
});

test('one that cannot be done spoils no other, and each hears its own error', async () => {
  const reciprocal = createBatches(async (items: readonly number[]) => {
    if (items.includes(0)) throw new Error(items.length === 1 ? 'alone' : 'together');
    return items.map((item) => 1 / item);
  }, 10);
  const done = await Promise.allSettled([1, 0, 2].map(reciprocal));
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(done[1]).toMatchObject({ reason: { message: 'alone' } });
  expect(await reciprocal(4)).toBe(0.25);
});
