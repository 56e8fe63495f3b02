import { describe, expect, it } from 'vitest';
import { findFrequency, findSince } from '../../../core/time/find-since.ts';

describe('since when', () => {
  it.each([
    ['路灯坏了三天了', '三天了'],
    ['从上个星期开始停水', '从上个星期开始'],
    ['昨晚10点开始没有电', '昨晚10点开始'],
    ['2025年3月起物业就不打扫', '2025年3月起'],
    ['自从换了物业以后就没人管', '自从换了物业以后'],
    ['收房以来一直漏水', '收房以来'],
    ['每天晚上都吵', '每天晚上'],
  ])('is read from “%s”', (text, said) => {
    expect(findSince(text)).toContain(said);
  });

  it.each(['路灯坏了', '请问怎么办居住证', '12路公交车'])('is not in “%s”', (text) => {
    expect(findSince(text)).toBeNull();
  });
});

describe('how often', () => {
  it.each([
    ['三天两头停水', '三天两头'],
    ['一下雨就倒灌', '一下雨就'],
    ['一个星期停了三次电', null],
    ['一个月停三次电', '一个月停三次'],
    ['每天凌晨两点开工', '每天凌晨'],
    ['井盖不见了', null],
  ])('is read from “%s”', (text, said) => {
    expect(findFrequency(text)).toBe(said);
  });
});
