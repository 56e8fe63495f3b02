import { describe, expect, it } from 'vitest';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { knownTopics } from '../../../triage/known-topics.ts';
import { splitMatters } from '../../../triage/matters/split-matters.ts';
import { rank } from '../../../triage/model/rank.ts';
import { loadShippedModel } from '../../../triage/shipped.ts';

const { directory } = readCity('prisma/city/jingzhou');
const model = loadShippedModel();
const split = (text: string) =>
  splitMatters(text, (words) =>
    knownTopics(rank(model, { text: words }, { top: 20, explained: 0 }), directory),
  ).map((draft) => draft.topics[0]!.topic.code);

describe('several matters in one message', () => {
  it.each([
    [
      '我反映两个问题：一、江津路12路公交经常等四十分钟不来；二、楼下烧烤店油烟直排，熏得开不了窗。',
      ['050101', '010305'],
    ],
    [
      '沙市区北京路路灯坏了三天了，晚上漆黑。另外还有一件事，我们小区物业乱收停车费，没有公示。',
      ['010203', '010104'],
    ],
    ['门口的井盖破了，响得睡不着。还有，我的社保转移申请交了两个月没人办。', ['010202', '140201']],
  ])('are parted: “%s”', (text, topics) => {
    expect(split(text)).toEqual(topics);
  });

  it.each([
    '投诉物业不作为：一、垃圾没人清；二、电梯坏了不修；三、保安睡觉。',
    '我家楼上漏水三个月了，找物业，物业说找楼上，另外楼上的人也不开门，怎么办',
    '小区门口的路灯坏了。晚上黑得很。老人摔了一跤。找了物业三次。希望尽快修好。',
    '请求解决以下诉求：一、补发三个月工资；二、补缴社保；三、支付加班费。',
    '路灯坏了',
    '',
  ])('are not made out of one: “%s”', (text) => {
    expect(split(text)).toEqual([]);
  });

  it('keep the place that was told for all of them', () => {
    const text =
      '我住荆州区荆中路某小区三栋：1、路灯坏了半个月没人修，天黑看不见；2、12路公交车经常等四十分钟都不来。';
    const drafts = splitMatters(text, (words) =>
      knownTopics(rank(model, { text: words }, { top: 20, explained: 0 }), directory),
    );
    expect(drafts).toHaveLength(2);
    for (const draft of drafts) expect(draft.text).toContain('荆中路');
  });
});
