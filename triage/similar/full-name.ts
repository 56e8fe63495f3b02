/** Letters that end the word before a name. */
const between = /[的了是我在你他她它们这那到去对于从和与及等区县市省号栋期]/;
const longest = 10;
/** Share of those who name it that have to say the next letter alike. */
const agreed = 0.6;

/**
 * A place's whole name, from the texts that name it: `发新城` grows to the left as long as most of them say the same
 * letter before it (丽发新城).
 */
export function fullName(name: string, texts: readonly string[]): string {
  let whole = name;
  while (whole.length < longest) {
    const before = new Map<string, number>();
    let naming = 0;
    for (const text of texts) {
      const at = text.indexOf(whole);
      if (at < 0) continue;
      naming++;
      const letter = text[at - 1] ?? '';
      if (/[\u4e00-\u9fff]/.test(letter) && !between.test(letter))
        before.set(letter, (before.get(letter) ?? 0) + 1);
    }
    const [best] = [...before].sort((a, b) => b[1] - a[1]);
    if (!best || best[1] < agreed * naming) return whole;
    whole = best[0] + whole;
  }
  return whole;
}
