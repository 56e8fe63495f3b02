import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCaseNumber } from '../../../core/case-number.ts';
import { maskText } from '../../../core/mask.ts';
import { idCheckDigit, isIdNumber, passesLuhn } from '../../../core/personal/check-digits.ts';
import { findPersonal } from '../../../core/personal/find-personal.ts';

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));
const phone = fc
  .tuple(fc.integer({ min: 3, max: 9 }), digits(9))
  .map(([second, rest]) => `1${second}${rest}`);
const idNumber = fc
  .tuple(
    fc.constantFrom('421002', '421022', '420100', '110105'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
    digits(3),
  )
  .map(([place, born, order]) => {
    const first = `${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`;
    return first + idCheckDigit(first);
  });
const bankCard = fc.tuple(fc.constantFrom('6222', '6217', '4392'), digits(14)).map(([issuer, rest]) => {
  const body = `${issuer}${rest}`;
  return body + [...'0123456789'].find((digit) => passesLuhn(body + digit));
});
const plate = fc
  .tuple(fc.constantFrom('鄂D', '鄂A', '湘F'), digits(5))
  .map(([where, number]) => `${where}${number}`);
const around = fc.constantFrom('我的是', '电话', '，', ' ', '请打', '车牌', '');

const kindsOf = (text: string) => findPersonal(text).map(({ kind }) => kind);

describe('what a person could be traced by', () => {
  it('is found wherever it stands', () => {
    fc.assert(
      fc.property(around, fc.oneof(phone, idNumber, bankCard, plate), around, (before, personal, after) => {
        const found = findPersonal(`${before}${personal}${after}`);
        expect(found).toHaveLength(1);
        expect(maskText(`${before}${personal}${after}`)).not.toContain(personal);
      }),
    );
  });

  it('is told apart by check digits', () => {
    fc.assert(fc.property(idNumber, (number) => kindsOf(number).join() === 'id-number'));
    fc.assert(fc.property(bankCard, (number) => kindsOf(`卡号${number}`).join() === 'bank-card'));
    fc.assert(
      fc.property(idNumber, fc.integer({ min: 1, max: 9 }), (number, add) => {
        const wrong = `${number.slice(0, 3)}${(Number(number[3]) + add) % 10}${number.slice(4)}`;
        expect(isIdNumber(wrong)).toBe(false);
      }),
    );
  });

  it('is hidden as well where somebody mistyped it', () => {
    fc.assert(fc.property(digits(18), (number) => !maskText(`身份证${number}`).includes(number)));
  });

  it('leaves nothing to find once it is masked, and masking twice changes nothing', () => {
    const text = fc
      .array(fc.oneof(around, phone, idNumber, plate, fc.string()), { maxLength: 8 })
      .map((all) => all.join('。'));
    fc.assert(
      fc.property(text, (words) => {
        const masked = maskText(words);
        expect(maskText(masked)).toBe(masked);
      }),
    );
  });

  it('is not a case’s number, a sum, a date or a house', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (number) => {
        const text = `工单${formatCaseNumber('2026-11-25', number)}`;
        expect(maskText(text)).toBe(text);
      }),
    );
    for (const text of ['2026年11月25日', '交了12800.50元', '北京路1288号3栋1单元', '12345热线', '95598'])
      expect(maskText(text)).toBe(text);
  });

  it.each([
    ['我叫张建国，住在北京路', '我叫张**，住在北京路'],
    ['联系人：欧阳小红 电话１３８１２３４５６７８', '联系人：欧*** 电话138****5678'],
    ['我是李梅', '我是李*'],
    ['我是高新区的居民', '我是高新区的居民'],
    ['我是一名老师', '我是一名老师'],
    ['打我电话一三八一二三四五六七八', '打我电话****'],
    ['车是鄂D·12345', '车是鄂D*****'],
    ['新能源车鄂DD12345', '新能源车鄂D*****'],
    ['座机0716-8123456', '座机[电话]'],
  ])('“%s” becomes “%s”', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });
});
