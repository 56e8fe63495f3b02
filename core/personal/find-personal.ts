import { isIdNumber, passesLuhn } from './check-digits.ts';
import { compoundSurnames, surnames } from './surnames.ts';

export const personalKinds = [
  'id-number',
  'bank-card',
  'phone',
  'landline',
  'plate',
  'email',
  'name',
  'number',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Something in a text by which a person could be traced; indices in UTF-16 units of the text as given. */
export interface Personal {
  kind: PersonalKind;
  start: number;
  end: number;
}

const gap = '[ \\u00a0\\-—_·.]?';
const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';
const surname = `(?:${compoundSurnames.join('|')}|[${surnames}])`;
/** What names a person by the words before: 我叫, 联系人:, 户主. */
const introduces =
  '(?:我叫|我是|我名叫|本人(?:叫|是)?|名叫|名字[叫是]?:?|姓名[是:]?|联系人[是:]?|户主[是:]?|反映人[是:]?|举报人[是:]?|投诉人[是:]?|申请人[是:]?|诉求人[是:]?|当事人[是:]?|法人(?:代表)?[是:]?|收件人[是:]?|此致敬礼|反映人|签名:|落款:)';
/** After a name the sentence goes on with one of these, or ends. */
const nameEnds =
  '(?=$|[^\\p{Script=Han}]|先生|女士|同志|老师|师傅|住|家住|电话|手机|身份证|今年|现年|是|在|的|和|与|来自|男|女|系|因|于|想|要|反映|投诉|举报)';

/** Begins like a surname and is none: 高新区, 关于, 单位. */
const noName =
  /[区县市村镇乡街路组人族店厂家们员师生户]$|^(?:关于|安全|高[一二三中]|单位|时候|向[你您]|何时|方便|方[面向]|常常?|连续|从事|应该|全[职部]|于是|和[你我他]|项目|黄[昏牛]|成立|成员|江[边北南]|农[村民]|包[括工])/u;

/** The surest first: what one has taken, the next leaves alone. */
const patterns: [kind: PersonalKind, pattern: RegExp, holds?: (found: string) => boolean][] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  ['id-number', /(?<!\d)\d{6} ?\d{8} ?\d{3}[\dXx](?![\dXx])/gu, (found) => isIdNumber(bare(found))],
  ['bank-card', /(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)/gu, (found) => passesLuhn(bare(found))],
  ['bank-card', /(?<!\d)\d{16,19}(?!\d)/gu, passesLuhn],
  ['phone', new RegExp(`(?<!\\d)(?:\\+?86${gap})?1[3-9]\\d${gap}\\d{4}${gap}\\d{4}(?!\\d)`, 'gu')],
  ['phone', new RegExp(`(?<!\\d)(?:\\+?86${gap})?1[3-9]\\d{2}${gap}\\d{3}${gap}\\d{4}(?!\\d)`, 'gu')],
  ['landline', /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{7,8}(?!\d)/gu],
  // A case's number has hyphens, too: none of these begins inside one.
  ['number', /(?<![\d-])\d{15,}[Xx]?/gu],
  [
    'plate',
    new RegExp(
      `[${provinces}] ?[A-HJ-NP-Za-hj-np-z] ?[·•.\\- ]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警](?![A-Za-z0-9])`,
      'gu',
    ),
    (found) => /\d{2}/.test(found),
  ],
  [
    'name',
    new RegExp(`(?<=${introduces} ?)${surname}\\p{Script=Han}{1,2}?${nameEnds}`, 'gu'),
    (found) => !noName.test(found),
  ],
];

/** Numbers, plates and names of people in a text, in order, none overlapping. */
export function findPersonal(original: string): Personal[] {
  let text = fold(original);
  const found: Personal[] = [];
  for (const [kind, pattern, holds] of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (holds && !holds(match[0])) continue;
      found.push({ kind, start: match.index, end: match.index + match[0].length });
    }
    for (const { start, end } of found) text = cover(text, start, end);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Full-width figures and letters as their plain ones, unit for unit, and digits written out: 一三八 is 138. */
function fold(original: string): string {
  const plain = original.replace(/[\uff01-\uff5e\u3000]/g, (wide) => wide.normalize('NFKC'));
  return plain.replace(/[一二三四五六七八九〇零幺]{11,}/gu, (run) =>
    [...run].map((digit) => spoken[digit] ?? digit).join(''),
  );
}

const spoken: Record<string, string> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, value) => [digit, String(value)]),
);
spoken.零 = '0';
spoken.幺 = '1';

function cover(text: string, start: number, end: number): string {
  return text.slice(0, start) + '\u0000'.repeat(end - start) + text.slice(end);
}

function bare(found: string): string {
  return found.replace(/[ -]/g, '');
}
