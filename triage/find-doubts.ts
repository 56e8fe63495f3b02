import { normalise } from '../core/text/normalise.ts';
import type { RankedTopic } from './known-topics.ts';
import type { Evidence } from './model/explain.ts';
import type { Candidate } from './route/route.ts';

interface Findings {
  topics: readonly RankedTopic[];
  candidates: readonly Candidate[];
  evidence: readonly Evidence[];
  text: string;
  /** Probability that it fits no topic. */
  noTopic: number;
}

/** Below this even odds speak against the first topic. */
const likelyTopic = 0.5;
const likelyDepartment = 0.5;
const likelyNone = 0.3;
/** Two departments nearer than this are a toss-up. */
const clearLead = 0.15;
/** Fewer letters and digits than this say nothing that could be sorted. */
const fewestCharacters = 4;

/** Why a reviewer should look closely before confirming, in Chinese; empty where triage is sure. */
export function findDoubts({ topics, candidates, evidence, text, noTopic }: Findings): string[] {
  const characters = normalise(text).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (characters < fewestCharacters) return ['内容太少，看不出是什么事'];
  const doubts: string[] = [];
  if (noTopic >= likelyNone) doubts.push('看起来不是一件诉求');
  const [topic] = topics;
  const [first, second] = candidates;
  if (!topic || evidence.length === 0) doubts.push('没有认出与事项有关的词');
  else if (topic.probability < likelyTopic) {
    doubts.push(`事项只有${percent(topic.probability)}的把握`);
  }
  if (first?.placeMissing) doubts.push('此事按属地办理，但不知道在哪个县市区');
  else if (first && first.probability < likelyDepartment) {
    doubts.push(`承办单位只有${percent(first.probability)}的把握`);
  } else if (first && second && first.probability - second.probability < clearLead) {
    doubts.push('有两个承办单位难分先后');
  }
  return doubts;
}

function percent(probability: number): string {
  return `${Math.round(probability * 100)}%`;
}
