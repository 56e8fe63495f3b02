import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runKey, wordKey } from '../../../triage/text/feature-key.ts';
import { countFeatures } from '../../../triage/text/features.ts';
import { KeyTable } from '../../../triage/text/key-table.ts';

const shape = { characters: 3, words: true, titleWeight: 2 };
const countOf = ({ keys, counts }: ReturnType<typeof countFeatures>, key: number) =>
  counts[keys.indexOf(key)] ?? 0;

describe('what a model looks at in a complaint', () => {
  test('runs of one to three characters and words are counted, and runs never cross punctuation', () => {
    const counted = countFeatures({ text: '垃圾太多，到处是垃圾' }, shape);
    expect(countOf(counted, runKey('垃圾', 0, 2))).toBe(2);
    expect(countOf(counted, wordKey('垃圾'))).toBe(2);
    expect(countOf(counted, runKey('圾太多', 0, 3))).toBe(1);
    expect(countOf(counted, runKey('多到', 0, 2))).toBe(0);
  });

  test('a title weighs as often as the shape says', () => {
    const counted = countFeatures({ title: '停水', text: '停水三天' }, shape);
    expect(countOf(counted, runKey('停水', 0, 2))).toBe(3);
  });

  test('a telephone number is one feature, whatever its digits', () => {
    const first = countFeatures({ text: '打13800138000' }, shape);
    const second = countFeatures({ text: '打13912345678' }, shape);
    expect(first).toEqual(second);
  });

  test('different short runs and words never share a number', () => {
    const short = fc
      .string({ minLength: 1, maxLength: 3, unit: 'grapheme-composite' })
      .filter((s) => s.length <= 3);
    fc.assert(
      fc.property(short, short, (a, b) => {
        fc.pre(a !== b);
        expect(runKey(a, 0, a.length)).not.toBe(runKey(b, 0, b.length));
        expect(wordKey(a)).not.toBe(wordKey(b));
        expect(wordKey(a)).not.toBe(runKey(b, 0, b.length));
      }),
    );
  });

  test('any text can be counted: control characters, halves of surrogates, nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
        const { keys, counts } = countFeatures({ text }, shape);
        expect(new Set(keys).size).toBe(keys.length);
        expect(counts.every((count) => count >= 1)).toBe(true);
      }),
    );
  });
});

test('the table of features agrees with a Map', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 53 - 1)), fc.nat(2 ** 53 - 1), (keys, stranger) => {
      const table = new KeyTable();
      const map = new Map<number, number>();
      for (const key of keys) {
        if (!map.has(key)) map.set(key, map.size);
        expect(table.add(key)).toBe(map.get(key));
      }
      for (const key of [...keys, stranger]) expect(table.find(key)).toBe(map.get(key) ?? -1);
    }),
  );
});
