import { type Directory, districtLead } from '../../core/directory.ts';
import type { Lead } from './resolve-lead.ts';
import type { WeighedClause } from './weigh-clauses.ts';

const shownWords = 4;

/** Why this department, for the reviewer who has to decide: the rule, the words, the place. */
export function giveReason(
  directory: Directory,
  { clause, matched }: WeighedClause,
  { department, placeMissing, local }: Lead,
  evidence: readonly string[],
  districtCode: string | null,
): string {
  const topic = directory.topics.find(({ code }) => code === clause.topic);
  const district = directory.districts.find(({ code }) => code === districtCode);
  const quote = (words: readonly string[]) =>
    words
      .slice(0, shownWords)
      .map((word) => `“${word}”`)
      .join('');
  const spoken = matched.length > 0 ? matched : evidence;
  const parts = [`依据${clause.rule}，“${topic?.path[2] ?? clause.topic}”由${department.shortName}主办`];
  if (clause.when.length > 0 && matched.length === 0) {
    parts.push(`诉求没有提到${quote(clause.when)}等，可能性较小`);
  } else if (spoken.length > 0) parts.push(`诉求提到${quote(spoken)}`);
  if (placeMissing) {
    parts.push('此事按属地由县市区办理，但诉求没有说清地点，暂列市级单位，请先问清在哪里');
  } else if (district && clause.lead === districtLead) {
    parts.push(`此事按属地办理，地点在${district.name}`);
  } else if (district) {
    parts.push(local ? `${district.name}由本地单位办理` : `地点在${district.name}`);
  }
  return `${parts.join('；')}。`;
}
