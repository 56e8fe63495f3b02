import { toSimplified } from '../../../core/text/simplified.ts';
import type { Language } from '../../../core/words.ts';

const emoji =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Variation_Selector}|[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** One way of writing for reading: half-width, simplified, without emoji; the original is what is kept. */
export function plainText(text: string): string {
  return toSimplified(text.normalize('NFKC'))
    .replace(emoji, (found: string) => (found === '\n' ? '\n' : ' '))
    .trim();
}

/** The language that a text is written in; null where it has too few words to tell. */
export function languageOf(text: string): Language | null {
  const words = text.match(/[a-z]{2,}/gi) ?? [];
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  // A plate or a name in Chinese does not make an English letter Chinese.
  if (han > 0 && words.length < 2 * han) return 'zh';
  return words.length >= 2 || /^(?:hello|hi|hey|help|thanks|yes|no)\b/i.test(text.trim()) ? 'en' : null;
}
