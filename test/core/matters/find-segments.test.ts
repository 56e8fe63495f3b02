import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSegments, findSentences } from '../../../core/matters/find-segments.ts';

const texts = (text: string) => findSegments(text).map((segment) => segment.text);

describe('where a message may go on to another matter', () => {
  it('is at the ordinals of a list, with what stands before it', () => {
    expect(texts('我反映两个问题：一、路灯坏了三天没有人修；二、12路公交车总是等不来。')).toEqual([
      '我反映两个问题：',
      '路灯坏了三天没有人修；',
      '12路公交车总是等不来。',
    ]);
    expect(findSegments('1、孩子上学划到哪里？2、医保卡丢了怎么办？')).toHaveLength(2);
  });

  it('is where the citizen announces another one', () => {
    expect(findSegments('路灯坏了三天没有人修。另外还有一件事，物业乱收停车费')[1]).toMatchObject({
      by: 'said',
    });
    expect(findSegments('路灯坏了三天没有人修，顺便问一下医保怎么交')[1]).toMatchObject({ by: 'said' });
    expect(findSegments('路灯坏了三天没有人修。另外，物业乱收停车费')[1]).toMatchObject({ by: 'also' });
  });

  it.each([
    '电梯坏了三天，还有人被困过',
    '第一次打电话是3月1.5万元的事',
    '我家住3栋2单元，水压0.2兆帕',
    '一、二楼都没有水',
    '楼上漏水，另外的住户也一样',
  ])('is nowhere in “%s”', (text) => {
    expect(findSegments(text)).toHaveLength(1);
  });

  it('loses no word of the citizen but marks and blanks', () => {
    const word = fc.constantFrom(
      '路灯坏了没人修',
      '公交车不来',
      '另外',
      '还有一件事',
      '。',
      '；',
      '一、',
      '二、',
      '\n',
      '物业乱收费',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        const bare = (text: string) => text.replace(/[一二]、|[。；，、\s]/g, '');
        expect(bare(texts(words.join('')).join(''))).toBe(bare(words.join('')));
        expect(
          bare(
            findSentences(words.join(''))
              .map(({ text }) => text)
              .join(''),
          ),
        ).toBe(bare(words.join('')));
      }),
    );
  });
});
