import { expect, test } from 'vitest';
import { withTaps } from '../../../bot/channels/with-taps.ts';
import { splitChoices } from '../../../core/texts/choices.ts';
import { toldTexts } from '../../../core/texts/told.ts';

test('the return visit is one tap in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const text = toldTexts[language].answered({ number: 'MQ1', answer: '修好了' });
    expect(splitChoices(text).choices.map(({ key }) => key)).toEqual(['1', '2']);
    expect(withTaps(text, 2_048).match(/weixin:\/\/bizmsgmenu\?msgmenucontent=[12]&/g)).toHaveLength(2);
  }
});

test('a text without choices, with a list that does not begin at 1, or without room stays as it is', () => {
  for (const text of ['1', '好的', '3 天\n4 夜', '1 满意\n请回复数字'])
    expect(withTaps(text, 2_048)).toBe(text);
  expect(withTaps('您满意吗？\n1 满意\n2 不满意', 100)).toBe('您满意吗？\n1 满意\n2 不满意');
});

test('what a citizen wrote cannot become a link', () => {
  expect(withTaps('哪一件？\n1 <a href="x">点我</a>', 2_048)).not.toContain('<a href="x">');
});
