import { expect, test } from 'vitest';
import { createPace } from '../../core/pace.ts';

test('pieces of work begin in order, and what is due comes between them', async () => {
  const myTurn = createPace();
  const happened: string[] = [];
  const piece = async (name: string) => {
    await myTurn();
    happened.push(name);
    if (name === 'a') setImmediate(() => happened.push('due'));
  };
  await Promise.all(['a', 'b', 'c'].map(piece));
  await piece('d');
  expect(happened.filter((name) => name !== 'due')).toEqual(['a', 'b', 'c', 'd']);
  expect(happened.indexOf('due')).toBeLessThan(happened.indexOf('c'));
});
