import { chineseDay } from '../calendar.ts';
import type { Language } from '../words.ts';

const monthDay = {
  zh: (year: number | null, month: number, day: number) =>
    `${year === null ? '' : `${year}年`}${month}月${day}日`,
  en: (year: number | null, month: number, day: number) =>
    `${day} ${months[month - 1]}${year === null ? '' : ` ${year}`}`,
};
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * The last day of a deadline as it is said in China: `11月30日`, with its year where that is another than `now`'s. A
 * deadline at midnight ends with the day before.
 */
export function sayDay(until: Date, now: Date, language: Language): string {
  const [year, month, day] = chineseDay(new Date(until.getTime() - 1))
    .split('-')
    .map(Number);
  const other = String(year) !== chineseDay(now).slice(0, 4);
  return monthDay[language](other ? year! : null, month!, day!);
}
