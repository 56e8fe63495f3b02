import type { Language } from '../words.ts';

/** The question that tells two departments apart, as the citizen is asked it after filing. */
export function askApart(
  { number, question }: { number: string; question: string },
  language: Language,
): string {
  return language === 'en'
    ? `About your case ${number}, one more question, so that it goes to the right office:\n${question}\nJust reply here. If you are not sure, that is fine, too: we go on all the same.`
    : `关于您的工单 ${number}，想再问一句，好转给对的单位：\n${question}\n直接回复就可以；不清楚也没关系，我们照样办理。`;
}
