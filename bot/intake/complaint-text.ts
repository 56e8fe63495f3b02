import type { Draft } from './draft.ts';
import { plainText } from './reading/plain-text.ts';

/** The complaint as the case keeps it: the citizen's own words, and the answers that are not among them. */
export function complaintText(draft: Draft, wantsHuman: boolean): string {
  const told = draft.told.join('\n') || '（只发了照片）';
  const plain = plainText(told);
  const facts: [string, string | null][] = [
    ['时段', draft.hours],
    ['对象', draft.who],
  ];
  const added = facts
    .filter(([, value]) => value && !plain.includes(value))
    .map(([label, value]) => `${label}：${value}`);
  return [told, ...added, ...(wantsHuman ? ['（希望人工联系）'] : [])].join('\n');
}
