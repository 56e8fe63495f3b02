import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Input } from '../../bot/intake/step.ts';
import { countTogether, joinInputs, listenOn, type QuietPeriod, type Waiting } from '../../bot/utterance.ts';

const quiet: QuietPeriod = { ms: 1_000, mostMs: 2_500, wait: async () => {} };
const start = Date.UTC(2026, 10, 25);
const at = (ms: number) => new Date(start + ms);
const said = (text: string, ms: number, kind = 'text'): Waiting => ({ kind, text, receivedAt: at(ms) });
const input = (text: string, more: Partial<Input> = {}): Input => ({
  kind: 'text',
  text,
  attachmentIds: [],
  location: null,
  scene: null,
  menuKey: null,
  ...more,
});

describe('several short messages are one utterance', () => {
  test('a fragment is listened to for a moment, and what follows belongs to it', () => {
    expect(listenOn([said('我们这条路', 0)], at(100), quiet)).toBe(900);
    const typing = [said('我们这条路', 0), said('路灯', 700)];
    expect(listenOn(typing, at(800), quiet)).toBe(900);
    expect(countTogether(typing, quiet)).toBe(2);
  });
  test('a photograph waits for its words', () => {
    expect(listenOn([said('', 0, 'image')], at(0), quiet)).toBe(1_000);
    expect(countTogether([said('', 0, 'image'), said('坏了三天', 900)], quiet)).toBe(2);
  });
  test.each([
    '对',
    '不留',
    '跳过',
    '13812345678',
    '满意',
    '你好',
    '路灯坏了三天了，在北京路万达广场门口，晚上很黑',
  ])('what is whole is answered at once: %s', (text) =>
    expect(listenOn([said(text, 0)], at(0), quiet)).toBe(0),
  );
  test('an answer to the bot is never part of a story', () => {
    expect(countTogether([said('路灯坏了', 0), said('不留', 300), said('对', 600)], quiet)).toBe(1);
  });
  test('a pause ends it', () => {
    expect(countTogether([said('路灯坏了', 0), said('井盖也坏了', 60_000)], quiet)).toBe(1);
  });
  test('off: every message by itself, at once', () => {
    const off = { ...quiet, ms: 0 };
    expect(listenOn([said('路灯', 0)], at(0), off)).toBe(0);
    expect(countTogether([said('路灯', 0), said('坏了', 10)], off)).toBe(1);
  });
  test('however it is typed, nobody waits longer than WeChat’s five seconds allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_500), { minLength: 1, maxLength: 40 }), (pauses) => {
        let clock = -(pauses[0] ?? 0);
        const waiting: Waiting[] = [];
        for (const [number, pause] of pauses.entries()) {
          clock += pause;
          waiting.push(said(`话${number}`, clock));
          const ms = listenOn(waiting, at(clock), quiet);
          expect(clock + ms).toBeLessThanOrEqual(Math.max(clock, quiet.mostMs));
        }
      }),
    );
  });
});

test('joined messages keep every word, photograph and place, once', () => {
  const location = { latitude: 30.3, longitude: 112.2, label: '便河广场' };
  const joined = joinInputs([
    input('', { kind: 'image', attachmentIds: ['a'] }),
    input('护栏坏了'),
    input('护栏坏了'),
    input('', { kind: 'location', location }),
    input('昨天撞的'),
  ]);
  expect(joined).toMatchObject({ kind: 'text', text: '护栏坏了\n昨天撞的', attachmentIds: ['a'], location });
});
