import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDanger } from '../../../core/danger/find-danger.ts';
import { readSet } from '../../bench/read-set.ts';

const kind = (text: string) => findDanger(text)?.kind ?? null;

describe('danger', () => {
  it.each([
    ['屋里好重的煤气味', 'gas'],
    ['對面樓著火了', 'fire'],
    ['路边电线断了掉在水里', 'electric'],
    ['人行道上的井盖被偷了', 'manhole'],
    ['有个小孩掉进河里了', 'water'],
    ['三个人被困在电梯里', 'trapped'],
    ['有人拿着菜刀在砍人', 'violence'],
    ['我不想活了', 'self-harm'],
    ['我妈走丢了，找了一夜', 'missing'],
    ['他又喝醉了在踹门，我带着孩子躲在厕所里', 'violence'],
  ])('is found in “%s”', (text, expected) => {
    expect(kind(text)).toBe(expected);
  });

  it.each([
    ['没有漏气，就是想改表的位置'],
    ['去年着过火，赔偿还没到位'],
    ['我快气炸了，你们办事太慢'],
    ['今天的消防演练在哪里报名'],
    ['跳楼价促销是不是虚假宣传'],
    ['漏电保护器在哪里买'],
    ['昨天的火已经扑灭了，谢谢消防员'],
  ])('is not in “%s”', (text) => {
    expect(kind(text)).toBeNull();
  });

  it('comes with whom to call, and the words as they were written', () => {
    const danger = findDanger('您好，我家樓道里煤氣味好大')!;
    expect(danger.emergencyNumbers.map(({ number }) => number)).toContain('119');
    expect(danger.evidence).toContain('煤氣味');
  });

  it('of a petition in a group goes to the head of the queue without an emergency number', () => {
    const danger = findDanger('三百多人明天去市政府门口拉横幅')!;
    expect(danger.kind).toBe('gathering');
    expect(danger.emergencyNumbers).toEqual([]);
  });
});

describe('over the hand-written set', () => {
  const judged = readSet('safety.tsv').map(({ text, danger }) => ({
    actual: danger === 'yes',
    found: findDanger(text!) !== null,
  }));
  const right = judged.filter(({ actual, found }) => actual && found).length;

  it('finds at least 98 of 100 dangers, and four of five that it calls so are', () => {
    expect(right / judged.filter(({ actual }) => actual).length).toBeGreaterThanOrEqual(0.98);
    expect(right / judged.filter(({ found }) => found).length).toBeGreaterThan(0.8);
  });
});

describe('any text', () => {
  it('is judged without complaint, and evidence stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const danger = findDanger(text);
        expect(danger?.evidence.every((words) => text.includes(words)) ?? true).toBe(true);
      }),
    );
  });
});
