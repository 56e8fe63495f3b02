import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rank } from '../../../triage/model/rank.ts';
import { train } from '../../../triage/model/train.ts';
import { letters } from './letters.ts';

const first = (model: ReturnType<typeof train>, text: string) => rank(model, { text })[0]!;

describe('a model learned from complaints', () => {
  const model = train(letters);

  test.each([
    ['我们这条路的路灯又不亮了', '路灯'],
    ['半夜还在施工，吵死人', '噪声'],
    ['老板不给工资', '欠薪'],
  ])('%s is about %s', (text, label) => {
    expect(first(model, text).label).toBe(label);
  });

  test('names the citizen’s own words as its reasons', () => {
    const { evidence } = first(model, '小区里的路灯坏了');
    expect(evidence[0]?.text).toContain('路灯');
    expect(evidence.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true);
  });

  test('the same complaints and seed give the same model, byte by byte', () => {
    const again = train(letters);
    expect(again.version).toBe(model.version);
    expect(Buffer.from(again.weights.buffer).equals(Buffer.from(model.weights.buffer))).toBe(true);
  });

  test('one complaint more gives another version', () => {
    const more = train([...letters, { label: '路灯', text: '路灯罩子掉下来了' }]);
    expect(more.version).not.toBe(model.version);
  });

  test('one topic alone is nothing to tell apart', () => {
    expect(() => train(letters.filter(({ label }) => label === '路灯'))).toThrow('at least two labels');
  });

  test('whatever a citizen writes, the probabilities are probabilities and add up to one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const ranked = rank(model, { text }, { top: model.labels.length });
        expect(ranked.map(({ label }) => label).sort()).toEqual(model.labels);
        expect(ranked.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
        expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
      }),
      { numRuns: 100 },
    );
  });

  test('a parent is as probable as its children together', () => {
    const parents = (label: string) => (label === '欠薪' ? ['劳动'] : ['城市']);
    const tree = train(letters, { ancestors: parents });
    const ranked = rank(tree, { text: '路灯吵' }, { top: 3 });
    const city = ranked.filter(({ label }) => parents(label)[0] === '城市');
    const labour = ranked.find(({ label }) => label === '欠薪')!;
    expect(city.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(
      1 - labour.probability,
      6,
    );
    expect(labour.probability).toBeLessThan(0.3);
  });

  test('with doubt, no answer is certain and none is impossible', () => {
    const doubting = train(letters, { calibration: { temperature: 50, doubt: 0.3 } });
    const ranked = rank(doubting, { text: '路灯路灯路灯' }, { top: 3 });
    expect(ranked[0]!.probability).toBeCloseTo(0.8, 2);
    expect(ranked[2]!.probability).toBeCloseTo(0.1, 2);
  });
});
