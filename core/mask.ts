import { findPersonal, type PersonalKind } from './personal/find-personal.ts';

/** 138****1234; a short or odd number is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  const own = /^86(1\d{10})$/.exec(digits)?.[1] ?? digits;
  return own.length >= 7 ? `${own.slice(0, 3)}****${own.slice(-4)}` : '****';
}

/** 张** */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.max(1, rest.length));
}

const masks: Record<PersonalKind, (found: string) => string> = {
  'id-number': () => '[证件号]',
  'bank-card': () => '[银行卡号]',
  number: () => '[证件号]',
  phone: maskPhone,
  landline: () => '[电话]',
  email: () => '[邮箱]',
  // 鄂D: where it was licensed is no secret, whose it is, is.
  plate: (found) => `${found.replace(/[^\p{L}]/gu, '').slice(0, 2)}*****`,
  name: maskName,
};

/** Hides telephone, identity and card numbers, plates and the names that people give of themselves. */
export function maskText(text: string): string {
  let masked = '';
  let copied = 0;
  for (const { kind, start, end } of findPersonal(text)) {
    masked += text.slice(copied, start) + masks[kind](text.slice(start, end));
    copied = end;
  }
  return masked + text.slice(copied);
}
