import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expirePending } from '../../../bot/intake/answer-pending.ts';
import type { Intent } from '../../../bot/intake/classify-intent.ts';
import { freshDraft } from '../../../bot/intake/draft.ts';
import type { KnownCase } from '../../../bot/intake/known-case.ts';
import { afterFiling } from '../../../bot/intake/known-cases.ts';
import { type Pending, readPending } from '../../../bot/intake/pending.ts';
import type { Context, Effect, Input } from '../../../bot/intake/step.ts';
import { formatCaseNumber } from '../../../core/case-number.ts';
import { type CaseState, states } from '../../../core/lifecycle/states.ts';
import { findRefusal } from '../../../core/lifecycle/transition.ts';
import { shippedCity } from '../../conversations/shipped-city.ts';

const now = new Date('2026-11-25T02:00:00Z');
const facts = {
  ...{ not_ruled: true, first_return: true, supporters_done: true, own_lead: true },
  ...{ own_part: true, has_extension: true, parked: true, not_parked: true, automation_allowed: true },
};

/** As a citizen may have them: a merged one is where its master is. */
const known: fc.Arbitrary<Omit<KnownCase, 'number'>> = fc.record({
  state: fc.constantFrom<CaseState>(...states.filter((state) => state !== 'merged')),
  summary: fc.constantFrom('路灯坏了三天了', '下水道堵了一个星期'),
  told: fc.constantFrom('北京路的路灯坏了三天了', '郢都路的下水道堵了一个星期'),
  department: fc.constantFrom(null, '市城管委'),
  merged: fc.boolean(),
  filedAt: fc.constantFrom(new Date(now.getTime() - 60_000), new Date(now.getTime() - 86_400_000)),
  answerDueAt: fc.constantFrom(null, new Date(now.getTime() + 86_400_000)),
  closedAt: fc.constant(null),
  question: fc.constantFrom(null, '是哪一侧的路灯？'),
  answer: fc.constant(null),
  satisfied: fc.constantFrom(null, false),
  urgedAt: fc.constantFrom(null, new Date(now.getTime() - 3_600_000)),
});
const cases = fc.array(known, { maxLength: 3 }).map((rows) =>
  rows.map((row, at): KnownCase => {
    const over = ['closed', 'archived'].includes(row.state);
    return { ...row, number: formatCaseNumber('2026-11-25', at + 1), closedAt: over ? now : null };
  }),
);

/** What tells something, each with a mark by which it is found again. */
const contents = [
  (mark: string) => `补充：门口${mark}也坏了`,
  (mark: string) => `那个路灯${mark}又坏了，没有人管`,
  (mark: string) => `楼上半夜打麻将${mark}，吵得睡不着，要投诉`,
  (mark: string) => `还是没修好${mark}`,
];
const commands = [
  '1',
  '2',
  '是',
  '不是',
  '撤回',
  '催办',
  '我的工单',
  '补充',
  '满意',
  '不满意',
  '好的',
  '跳过',
  '转人工',
];
const intents: (Intent | null)[] = [
  'complain',
  'add',
  'correct',
  'urge',
  'unsatisfied',
  'satisfied',
  'confirm',
  null,
];
const line = fc.oneof(
  fc.record({ say: fc.constantFrom(...contents), intent: fc.constantFrom(...intents) }),
  fc.record({
    say: fc.constantFrom(...commands.map((text) => () => text)),
    intent: fc.constantFrom(...intents),
  }),
);

const input = (text: string): Input => ({
  kind: 'text',
  text,
  attachmentIds: [],
  location: null,
  scene: null,
  menuKey: null,
});

/** Whether the life-cycle table lets a citizen do this to the case, or to the master that speaks for it. */
function isAllowed(effect: Extract<Effect, { type: 'event' }>, own: readonly KnownCase[]): boolean {
  const row = own.find(({ number }) => number === effect.number);
  if (!row) return false;
  const onOwn = row.merged && ['withdraw', 'rate_merged'].includes(effect.event);
  // What is added while a reviewer waits for it is the answer.
  const added = effect.event === 'add_information' && row.state === 'awaiting_citizen';
  const event = added ? 'citizen_answered' : effect.event;
  return findRefusal(event, onOwn ? 'merged' : row.state, ['citizen'], facts) === null;
}

test('whatever is said about filed cases: it is answered, allowed, and becomes of something', () => {
  fc.assert(
    fc.property(cases, fc.array(line, { maxLength: 6 }), (own, lines) => {
      let pending: Pending | null = null;
      const heard: string[] = [];
      let processed = 0;
      for (const [at, { say, intent }] of lines.entries()) {
        const text = say(`【${at}】`);
        processed = at + 1;
        const context: Context = {
          ...shippedCity(),
          cases: own,
          pending,
          apart: null,
          waitsForPerson: false,
          language: 'zh',
          now,
          silentMinutes: 0,
          recentMessages: 1,
        };
        const result = afterFiling(freshDraft(), input(text), context, intent);
        if (!result) {
          // The conversation about a new matter takes it up.
          heard.push(text);
          pending = null;
          continue;
        }
        const { answers, effects, afterwards = [] } = result;
        expect(answers.length + effects.length + afterwards.length).toBeGreaterThan(0);
        for (const effect of effects) if (effect.type === 'event') expect(isAllowed(effect, own)).toBe(true);
        heard.push(JSON.stringify(effects), ...result.draft.told);
        pending = readPending(JSON.parse(JSON.stringify(result.pending ?? null)), now);
        if (effects.some(({ type }) => type === 'event' || type === 'follow')) break;
      }
      const late = expirePending(freshDraft(), pending);
      heard.push(JSON.stringify(late?.effects ?? []), JSON.stringify(pending));
      const told = heard.join();
      for (const [at, { say }] of lines.slice(0, processed).entries())
        if (say('【】').includes('【')) expect(told).toContain(`【${at}】`);
    }),
    { numRuns: 500 },
  );
});
