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
  const names = [...'abcdefghijklmnopqrstuvwxyz'];
  await Promise.all(names.map(piece));
  expect(happened.filter((name) => name !== 'due')).toEqual(names);
  expect(happened.indexOf('due')).toBeLessThan(happened.indexOf('z'));
});
