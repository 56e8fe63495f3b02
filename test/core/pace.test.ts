import { setImmediate as nextRound } from 'node:timers/promises';
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

test('while somebody comes to the door no new work begins, and then it does', async () => {
  let comes = true;
  const myTurn = createPace(() => comes);
  let begun = false;
  const turn = myTurn().then(() => {
    begun = true;
  });
  for (let round = 0; round < 20; round++) await nextRound();
  expect(begun).toBe(false);
  comes = false;
  await turn;
});
