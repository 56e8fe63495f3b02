import { toSimplified } from './simplified.ts';

/** A normalised text that still knows where each of its characters came from. */
export interface Aligned {
  readonly text: string;
  /** For each UTF-16 unit of `text`, and one past its end, the index in the original text. */
  readonly from: Uint32Array;
}

/**
 * What a person could be traced by, or what means nothing by itself, is folded into one token.
 * No token matches any mask again, so normalising twice changes nothing.
 */
const masks: [token: string, pattern: RegExp][] = [
  ['<url>', /(?:https?:\/\/|www\.)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi],
  ['<email>', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['<id>', /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/g],
  ['<phone>', /(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)/g],
  [
    '<plate>',
    /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Za-z]·?[A-Za-z0-9]{5,6}(?![A-Za-z0-9])/g,
  ],
];
export const maskTokens: ReadonlySet<string> = new Set(masks.map(([token]) => token));

/** Emoji, control characters and halves of surrogate pairs: none of them says what it is about. */
const noise =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u{20e3}|\u{fffd}|[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u;
/** Without any width: joiners, selectors, marks of direction. A word goes on across them. */
const unseen = /\p{Cf}|\p{Variation_Selector}/u;

/**
 * One way of writing for what people write in many: NFKC, simplified characters, lower case, links and
 * personal numbers masked, emoji and control characters dropped, white space collapsed and trimmed.
 */
export function normalise(text: string): string {
  return align(text).text;
}

let latest: { original: string; aligned: Aligned } | null = null;

/**
 * {@link normalise}, keeping the way back to the original for evidence and for places. The latest answer is
 * kept: a complaint is read for its topic, place, kind and urgency one after the other.
 */
export function align(original: string): Aligned {
  if (latest?.original === original) return latest.aligned;
  const aligned = squeeze(mask(simplify(compose(original)), original.length));
  latest = { original, aligned };
  return aligned;
}

/** NFKC by code point, so that every unit keeps its origin; lower case; noise to blanks. */
function compose(original: string): Aligned {
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const point of original) {
    const folded = fold(point);
    text += folded;
    for (let i = 0; i < folded.length; i++) from.push(at);
    at += point.length;
  }
  from.push(original.length);
  return { text, from: Uint32Array.from(from) };
}

function fold(point: string): string {
  // Most of what comes: Chinese characters as they are.
  if (point >= '\u4e00' && point <= '\u9fff') return point;
  if (unseen.test(point)) return '';
  return noise.test(point) ? ' ' : point.normalize('NFKC').toLowerCase();
}

function simplify(aligned: Aligned): Aligned {
  // Phrase by phrase where lengths agree (乾燥 → 干燥 but 乾隆 stays), else character by character.
  const whole = toSimplified(aligned.text);
  if (whole.length === aligned.text.length) return { text: whole, from: aligned.from };
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const point of aligned.text) {
    const simple = toSimplified(point);
    text += simple;
    for (let i = 0; i < simple.length; i++) from.push(aligned.from[at]!);
    at += point.length;
  }
  from.push(aligned.from[aligned.text.length]!);
  return { text, from: Uint32Array.from(from) };
}

function mask(aligned: Aligned, end: number): Aligned {
  let current = aligned;
  for (const [token, pattern] of masks) {
    let text = '';
    const from: number[] = [];
    let copied = 0;
    const copyTo = (stop: number) => {
      text += current.text.slice(copied, stop);
      for (let i = copied; i < stop; i++) from.push(current.from[i]!);
    };
    for (const match of current.text.matchAll(pattern)) {
      copyTo(match.index);
      text += token;
      for (let i = 0; i < token.length; i++) from.push(current.from[match.index]!);
      copied = match.index + match[0].length;
    }
    if (copied === 0) continue;
    copyTo(current.text.length);
    from.push(end);
    current = { text, from: Uint32Array.from(from) };
  }
  return current;
}

function squeeze(aligned: Aligned): Aligned {
  let text = '';
  const from: number[] = [];
  let blank = true;
  for (let i = 0; i < aligned.text.length; i++) {
    const unit = aligned.text[i]!;
    const isBlank = /\s/.test(unit);
    if (isBlank && blank) continue;
    text += isBlank ? ' ' : unit;
    from.push(aligned.from[i]!);
    blank = isBlank;
  }
  if (text.endsWith(' ')) {
    text = text.slice(0, -1);
    from.pop();
  }
  from.push(aligned.from[aligned.text.length]!);
  return { text, from: Uint32Array.from(from) };
}
