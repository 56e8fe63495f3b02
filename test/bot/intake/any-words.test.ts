import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draft as draftShape, freshDraft, readDraft } from '../../../bot/intake/draft.ts';
import { expire, type Input, step } from '../../../bot/intake/step.ts';
import { shippedCity } from '../../conversations/shipped-city.ts';

const words = fc.constantFrom(
  '对',
  '不对',
  '不留',
  '跳过',
  '路灯坏了',
  '北京路万达广场门口',
  '三天了',
  '13812345678',
  '不是昨天，是前天',
  '地址错了，是江津西路',
  '老板不发工资',
  '我要举报',
  '草泥马',
  '转人工',
  '你好',
  '谢谢',
  '家里漏气了',
  '我不想活了',
  '身份证丢了怎么补办',
  '登记',
  'the street lamp is broken',
  '算了',
);
const text = fc.oneof(
  { weight: 5, arbitrary: words },
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string(),
);
const input: fc.Arbitrary<Input> = fc.record({
  kind: fc.constantFrom(
    'text',
    'text',
    'text',
    'text',
    'image',
    'location',
    'scan',
    'menu',
    'other',
    'subscribe',
  ),
  text,
  attachmentIds: fc.constantFrom([], ['photo']),
  location: fc.constantFrom(null, { latitude: 30.3, longitude: 112.2, label: '便河广场' }),
  scene: fc.constantFrom(null, 'SQ0001', 'nowhere'),
  menuKey: fc.constantFrom(null, 'complain', 'progress', 'human'),
});

const questions = new Set(['where', 'when', 'hours', 'who', 'contact']);

test('whatever is typed: an answer comes, the draft can be stored, nobody is asked more than three questions', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(input, fc.constantFrom(0, 0, 0, 45, 2_000)), { maxLength: 12 }),
      (messages) => {
        let draft = freshDraft();
        for (const [message, silentMinutes] of messages) {
          const before = draft;
          const context = {
            ...shippedCity(),
            cases: [],
            pending: null,
            waitsForPerson: false,
            apart: null,
            now: new Date(),
            language: 'zh' as const,
            silentMinutes,
            recentMessages: 1,
          };
          const result = step(draft, message, context);
          const files = result.effects.filter((effect) => effect.type === 'file');
          expect(result.answers.join('').length + result.effects.length).toBeGreaterThan(0);
          expect(readDraft(JSON.parse(JSON.stringify(result.draft)))).toEqual(result.draft);
          draftShape.parse(result.draft);
          expect(result.draft.asked.filter((stage) => questions.has(stage)).length).toBeLessThanOrEqual(3);
          // What was told is filed or still there, unless the citizen took it back.
          const kept = [...files.map((effect) => effect.draft), result.draft].flatMap(({ told }) => told);
          const tookBack = result.done && files.length === 0;
          const edited = before.told.filter((said) => !kept.includes(said));
          if (!tookBack && before.stage !== 'offered' && silentMinutes < 1_440)
            expect(edited.length === 0 || /不是|错|不对/.test(message.text)).toBe(true);
          draft = result.done ? freshDraft() : result.draft;
        }
        expect(expire(draft).done).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});
