import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../../../bot/intake/knowledge.ts';
import { readOutside } from '../../../bot/intake/outside.ts';
import { en } from '../../../bot/intake/texts/en.ts';
import { zh } from '../../../bot/intake/texts/zh.ts';

/** What a text becomes when its facts are filled in. */
const filled = (texts: typeof zh | typeof en): [string, string][] =>
  Object.entries(texts).map(([name, text]) => {
    if (typeof text === 'string') return [name, text];
    const facts = ['danger', 'hazard', 'unwell', 'inCase', 'call'].includes(name)
      ? [['119（消防救援）', '120（急救）']]
      : ['某某', '出处'];
    return [name, (text as (...facts: unknown[]) => string)(...facts)];
  });

const chinese: [string, string][] = [
  ...filled(zh),
  ...readKnowledge().map(({ id, answer }): [string, string] => [`knowledge ${id}`, answer]),
  ...readOutside().map(({ name, answer }): [string, string] => [`outside ${name}`, answer]),
];

/** What must not be said, and why. */
const never: [string, RegExp][] = [
  [
    'a promise of the result',
    /保证|一定(?:会|能)?(?:解决|办好|处理好|满意)|肯定(?:会|能)|绝对|百分之百|马上(?:解决|办好)|立刻(?:解决|办好)/,
  ],
  ['a promise of money or punishment', /(?:会|能)(?:赔|退)(?:您|给您)|(?:会|一定)(?:处罚|查处|严惩)/],
  [
    'blame for the citizen',
    /您(?:应该|必须|不该|怎么|自己的问题)|请勿|严禁您|无理|胡闹|不要闹|冷静一点|注意(?:言辞|素质)/,
  ],
  ['officialese', /予以|特此|贵单位|兹|该诉求|上述|依据有关|有关规定|研究研究|妥善|切实|高度重视|诉求人/],
  ['someone else’s data', /1[3-9]\d{9}|\d{17}[\dXx]|[\u4e00-\u9fff]先生的电话/],
  ['the familiar 你', /你/],
];

describe('what the bot says in Chinese', () => {
  test.each(chinese)('%s is plain, kind and short', (_, text) => {
    for (const [why, words] of never) expect(text, why).not.toMatch(words);
    expect([...text].length).toBeLessThanOrEqual(120);
    expect(text.match(/\p{Extended_Pictographic}/gu)?.length ?? 0).toBeLessThanOrEqual(1);
  });
  test.each(chinese)('%s has full-width punctuation', (_, text) => {
    expect(text).not.toMatch(/[\u4e00-\u9fff][,;:!?()]|[,;!?()][\u4e00-\u9fff]/);
  });
});

describe('what the bot says in English', () => {
  test.each(filled(en))('%s promises nothing, blames nobody and is short', (_, text) => {
    expect(text).not.toMatch(
      /\b(?:promise|guarantee|will be (?:solved|fixed|refunded)|you (?:must|should have)|your fault|calm down)\b/i,
    );
    expect([...text].length).toBeLessThanOrEqual(200);
    expect(text).not.toMatch(/[，。！？；：]/);
  });
});
