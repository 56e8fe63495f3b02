import chineseDays from 'chinese-days';

/**
 * Working time of the Chinese calendar: statutory holidays and 调休 working weekends come by year from
 * `chinese-days`. China has one time zone, UTC+8, with no summer time.
 */
const offset = 8 * 3_600_000;
const dayLength = 86_400_000;

/** The calendar day in China, `YYYY-MM-DD`. */
export function chineseDay(at: Date): string {
  return new Date(at.getTime() + offset).toISOString().slice(0, 10);
}

export function isWorkingDay(at: Date): boolean {
  return chineseDays.isWorkday(chineseDay(at));
}

/** The first instant of the Chinese day after `at`. */
function nextMidnight(at: Date): Date {
  return new Date((Math.floor((at.getTime() + offset) / dayLength) + 1) * dayLength - offset);
}

/**
 * The instant `days` working days after `from`, at the same time of day. A clock that would start on a
 * day off starts with the next working day, so one working day from a Saturday ends with Monday.
 * @param days whole working days, 0 or more
 */
export function addWorkingDays(from: Date, days: number): Date {
  let at = from;
  while (!isWorkingDay(at)) at = nextMidnight(at);
  for (let left = days; left > 0; left -= 1) {
    do at = new Date(at.getTime() + dayLength);
    while (
      !isWorkingDay(at) &&
      !(left === 1 && isStartOfDay(at) && isWorkingDay(new Date(at.getTime() - 1)))
    );
  }
  return at;
}

function isStartOfDay(at: Date): boolean {
  return (at.getTime() + offset) % dayLength === 0;
}

/** Office hours of the hotline's desk: working days, 9 to 17 o'clock. */
export const officeHours = { from: 9, to: 17 } as const;

/** The hour of the day in China, 0 to 23. */
export function chineseHour(at: Date): number {
  return new Date(at.getTime() + offset).getUTCHours();
}

/** The instant of a full hour of the Chinese day that lies `days` after that of `at`. */
export function chineseTime(at: Date, hour: number, days = 0): Date {
  const midnight = (Math.floor((at.getTime() + offset) / dayLength) + days) * dayLength - offset;
  return new Date(midnight + hour * 3_600_000);
}

export function isOfficeHours(at: Date): boolean {
  const hour = chineseHour(at);
  return isWorkingDay(at) && hour >= officeHours.from && hour < officeHours.to;
}

/** `at` itself in office hours, else when the desk opens next. */
export function nextOfficeHours(at: Date): Date {
  if (isOfficeHours(at)) return at;
  const ahead = chineseHour(at) < officeHours.from ? 0 : 1;
  let day = chineseTime(at, officeHours.from, ahead);
  while (!isWorkingDay(day)) day = new Date(day.getTime() + dayLength);
  return day;
}
