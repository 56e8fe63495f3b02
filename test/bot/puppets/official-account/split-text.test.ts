import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from '../../../../bot/puppets/official-account/split-text.ts';

test('a long answer is divided after a sentence', () => {
  const sentence = '路灯已经修好了，请您晚上再看看，如果还不亮请告诉我们。';
  const parts = splitText(sentence.repeat(60));
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(part).toMatch(/。$/);
  expect(parts.join('')).toBe(sentence.repeat(60));
});

test('a short text stays one, an empty one is none', () => {
  expect(splitText('您好。')).toEqual(['您好。']);
  expect(splitText('')).toEqual([]);
});

test('no part is too long for WeChat, and nothing but blanks at the cuts is lost', () => {
  const text = fc.string({
    unit: fc.constantFrom('路', '灯', '。', '，', 'a', ' ', '👨‍👩‍👧', '\n'),
    maxLength: 3_000,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 64, max: 2_048 }), (said, most) => {
      const parts = splitText(said, most);
      for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(most);
      expect(parts.join('').replace(/\s/g, '')).toBe(said.replace(/\s/g, ''));
    }),
    { numRuns: 60 },
  );
});
