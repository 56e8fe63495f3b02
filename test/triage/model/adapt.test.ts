import { describe, expect, test } from 'vitest';
import { adapt } from '../../../triage/model/adapt.ts';
import { rank } from '../../../triage/model/rank.ts';
import { train } from '../../../triage/model/train.ts';
import { letters } from './letters.ts';

const model = train(letters);
const first = (of: typeof model, text: string) => rank(of, { text })[0]!.label;

describe('a model adapted to a city’s own cases', () => {
  // Here, what hums at night on a building site is a matter of the lamps' generator.
  const here = ['夜里施工的灯架吵', '工地灯架半夜吵', '灯架施工吵人'].map((text) => ({
    label: '路灯',
    text,
  }));

  test('answers as this city’s reviewers do', () => {
    const adapted = adapt(model, here);
    expect(first(model, '工地的灯架夜里吵')).toBe('噪声');
    expect(first(adapted, '工地的灯架夜里吵')).toBe('路灯');
  });

  test('keeps what the cases do not contradict', () => {
    const adapted = adapt(model, here);
    expect(first(adapted, '楼下跳舞的音乐太吵')).toBe('噪声');
    expect(first(adapted, '工资还没有发')).toBe('欠薪');
  });

  test('leaves the model it came from alone, and has a version of its own', () => {
    const before = Buffer.from(model.weights).toString('base64');
    const adapted = adapt(model, here);
    expect(Buffer.from(model.weights).toString('base64')).toBe(before);
    expect(adapted.version).not.toBe(model.version);
  });

  test('a case of a topic that the model lacks is passed over', () => {
    const adapted = adapt(model, [{ label: '外星人', text: '飞碟停在楼顶' }]);
    expect(adapted.labels).toEqual(model.labels);
    expect(first(adapted, '路灯不亮')).toBe('路灯');
  });
});
