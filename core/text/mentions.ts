/** A word that was found in a normalised text, and whether the text says that it is not so. */
export interface Mention {
  word: string;
  start: number;
  end: number;
  denied: boolean;
}

/**
 * A denial right before a word, at most three characters off, with no punctuation between: 没有漏气, 不是在小区里.
 * 是不是 and 有没有 ask; 没有 with more to come (没有人管…) doesn't deny what follows further on.
 */
const denial = /(?<!是)不是|(?<!有)没有|(?<!有)没(?!有)|并非|并未|未(?!来|成年)|从不|不存在|不会|无需|不用/g;
const reach = 3;

/** Finds many words at once. */
export type Finder = (text: string) => Mention[];

/**
 * Makes a finder: words are kept by their first two characters, so that the time grows with the text and not
 * with the number of words. Of words that overlap in the text, the longest counts.
 */
export function createFinder(words: Iterable<string>): Finder {
  const byStart = new Map<string, string[]>();
  const widths = new Set<number>();
  for (const word of new Set(words)) {
    if (word === '') continue;
    const start = word.slice(0, 2);
    widths.add(start.length);
    const known = byStart.get(start);
    if (known) known.push(word);
    else byStart.set(start, [word]);
  }
  return (text) => {
    const found: Mention[] = [];
    if (byStart.size === 0) return found;
    for (let at = 0; at < text.length; at++) {
      for (const width of widths) {
        for (const word of byStart.get(text.slice(at, at + width)) ?? []) {
          if (text.startsWith(word, at)) {
            found.push({ word, start: at, end: at + word.length, denied: false });
          }
        }
      }
    }
    return keepLongest(found).map((mention) => ({ ...mention, denied: isDenied(text, mention.start) }));
  };
}

/** {@link createFinder} for words that are looked for only once. */
export function findMentions(text: string, words: Iterable<string>): Mention[] {
  return createFinder(words)(text);
}

function keepLongest(found: Mention[]): Mention[] {
  const kept: Mention[] = [];
  const byLength = found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Set<number>();
  for (const mention of byLength) {
    // Nothing longer is left, so an overlap always takes one of the two ends.
    if (taken.has(mention.start) || taken.has(mention.end - 1)) continue;
    for (let i = mention.start; i < mention.end; i++) taken.add(i);
    kept.push(mention);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Words that are mentioned and not denied, each once, in the order they appear. */
export function affirmed(mentions: readonly Mention[]): string[] {
  return [...new Set(mentions.filter((mention) => !mention.denied).map((mention) => mention.word))];
}

export function isDenied(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  for (const match of before.matchAll(denial)) {
    const gap = before.slice(match.index + match[0].length);
    if (gap.length <= reach && !/[^\p{L}\p{N}]/u.test(gap) && !/[人管修理]/.test(gap)) return true;
  }
  return false;
}
