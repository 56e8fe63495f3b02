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
export function isOfficeHours(at: Date): boolean {
  const hour = new Date(at.getTime() + offset).getUTCHours();
  return isWorkingDay(at) && hour >= 9 && hour < 17;
}
