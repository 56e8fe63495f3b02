/** Weights by place, after ISO 7064 MOD 11-10: catches every single slip and every swap of neighbours. */
function checkDigit(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

/**
 * A case's number as people read it out, e.g. `MQ20261124-000123-4`.
 * @param day the day of filing in China, `YYYY-MM-DD`
 * @param sequence a positive integer; beyond six digits the number grows longer
 */
export function formatCaseNumber(day: string, sequence: number): string {
  const date = day.replaceAll('-', '');
  const ordinal = String(sequence).padStart(6, '0');
  return `MQ${date}-${ordinal}-${checkDigit(date + ordinal)}`;
}

const pattern = /MQ\s*(\d{8})\s*-?\s*(\d{6,9})\s*-?\s*(\d)(?!\d)/;

/**
 * Finds a case number in what a person typed: full-width or lower-case letters, spaces and left-out or
 * long dashes are forgiven, a wrong check digit is not.
 * @returns the number in its one form, null where there is none
 */
export function findCaseNumber(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐-―−—]/g, '-');
  const found = pattern.exec(plain);
  if (!found) return null;
  const [, date, ordinal, check] = found as unknown as [string, string, string, string];
  return checkDigit(date + ordinal) === Number(check) ? `MQ${date}-${ordinal}-${check}` : null;
}
