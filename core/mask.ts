/** 138****1234; a short or odd number is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length >= 7 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '****';
}

/** 张** */
export function maskName(name: string): string {
  return name.slice(0, 1) + '*'.repeat(Math.max(1, name.length - 1));
}

/** Hides telephone, identity and card numbers and the names that people give of themselves. */
export function maskText(text: string): string {
  return text
    .replace(/\d{15,19}[\dXx]?/g, '[证件号]')
    .replace(/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, (phone) => maskPhone(phone))
    .replace(/(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g, '[电话]')
    .replace(
      /(我叫|我是|本人|我姓|联系人[::]?)([\u4e00-\u9fff]{2,3})(?=[,,。;;、\s]|$)/g,
      (_, lead, name) => `${lead}${maskName(name)}`,
    );
}
