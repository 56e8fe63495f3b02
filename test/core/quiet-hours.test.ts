import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOfficeHours } from '../../core/calendar.ts';
import { quietUntil, usualQuietHours } from '../../core/quiet-hours.ts';

/** What the clocks in China show, by the platform's own time zone data. */
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const shown = (at: Date) => clock.format(at);
const hourOf = (at: Date) => Number(shown(at).slice(11, 13));

const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const hours = fc.record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 0, max: 23 }) });

function isQuiet(at: Date, { from, to }: { from: number; to: number }): boolean {
  const hour = hourOf(at);
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

describe('quiet hours', () => {
  test.each([
    ['2026-11-24T21:59:59+08:00', null],
    ['2026-11-24T22:00:00+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-24T23:59:59+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-25T00:00:00+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-12-31T23:30:00+08:00', '2027-01-01T08:00:00+08:00'],
    ['2026-11-25T07:59:59+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-25T08:00:00+08:00', null],
  ])('what is written at %s may leave at %s', (at, until) => {
    expect(quietUntil(new Date(at), usualQuietHours)).toEqual(until && new Date(until));
  });

  test('whatever the hours: nothing leaves in them, nothing waits outside of them, nothing waits for more than a day', () => {
    fc.assert(
      fc.property(instant, hours, (at, quiet) => {
        const until = quietUntil(at, quiet);
        expect(until !== null).toBe(isQuiet(at, quiet));
        if (!until) return;
        expect(shown(until).slice(11)).toBe(`${String(quiet.to).padStart(2, '0')}:00:00`);
        expect(until.getTime()).toBeGreaterThan(at.getTime());
        expect(until.getTime() - at.getTime()).toBeLessThanOrEqual(86_400_000);
        expect(quietUntil(until, quiet)).toBeNull();
        // The first moment that is not quiet: just before it still is.
        expect(isQuiet(new Date(until.getTime() - 1000), quiet)).toBe(true);
      }),
    );
  });

  test('a city without quiet hours has none', () => {
    fc.assert(fc.property(instant, (at) => quietUntil(at, null) === null));
  });
});

describe('the desk opens', () => {
  test.each([
    ['on a working day in office hours at once', '2026-11-25T10:00:00+08:00', '2026-11-25T10:00:00+08:00'],
    ['before nine, at nine', '2026-11-25T07:30:00+08:00', '2026-11-25T09:00:00+08:00'],
    ['after five, the next day', '2026-11-25T17:00:00+08:00', '2026-11-26T09:00:00+08:00'],
    ['on Friday evening, on Monday', '2026-11-27T18:00:00+08:00', '2026-11-30T09:00:00+08:00'],
    ['in the National Day week, after it', '2026-10-01T12:00:00+08:00', '2026-10-08T09:00:00+08:00'],
  ])('%s', (_, at, opens) => {
    expect(nextOfficeHours(new Date(at))).toEqual(new Date(opens));
  });
});
