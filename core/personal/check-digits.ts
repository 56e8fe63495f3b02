/** Whether an 18-place citizen identity number is one: birth date and check digit (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  const born = new Date(Date.UTC(year!, month! - 1, day));
  if (born.getUTCMonth() + 1 !== month || born.getUTCDate() !== day || year! < 1880) return false;
  return idCheckDigit(text) === text[17]!.toUpperCase();
}

/** The eighteenth place that belongs to the first seventeen. */
export function idCheckDigit(text: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(text[i]) * (2 ** (17 - i) % 11);
  return '10X98765432'[sum % 11]!;
}

/** Luhn's formula (ISO/IEC 7812-1), as bank cards have it. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
