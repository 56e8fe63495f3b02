import { chineseHour, chineseTime } from './calendar.ts';

/** Hours of the Chinese day at which nobody is written to who did not just write; `from` may lie after `to`. */
export type QuietHours = {
  from: number;
  to: number;
};

/** From 22 to 8 o'clock, unless the city says otherwise. */
export const usualQuietHours: QuietHours = { from: 22, to: 8 };

/** When a message that is written now may leave: null at once, otherwise the end of the quiet hours. */
export function quietUntil(at: Date, hours: QuietHours | null): Date | null {
  if (!hours || hours.from === hours.to) return null;
  const { from, to } = hours;
  const hour = chineseHour(at);
  const overMidnight = from > to;
  const quiet = overMidnight ? hour >= from || hour < to : hour >= from && hour < to;
  if (!quiet) return null;
  return chineseTime(at, to, overMidnight && hour >= from ? 1 : 0);
}
