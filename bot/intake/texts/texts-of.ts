import type { Language } from '../../../core/words.ts';
import { en } from './en.ts';
import { type Texts, zh } from './zh.ts';

const byLanguage: Record<Language, Texts> = { zh, en };

/** The words for a citizen who writes in this language. */
export function textsOf({ language }: { language: Language }): Texts {
  return byLanguage[language];
}
