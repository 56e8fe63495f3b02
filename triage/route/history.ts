import type { Department, Directory } from '../../core/directory.ts';
import { normalise } from '../../core/text/normalise.ts';
import { segment } from '../text/segment.ts';

/** A reviewed case, as far as its department is learned from it. */
export interface ReviewedCase {
  text: string;
  topicCode: string;
  /** The unit that answered for it in the end. */
  departmentCode: string;
}

/** What became of earlier cases of a topic. */
export interface Recalled {
  /** As a clause's lead is written, so that what was learned in one district serves the next. */
  lead: string;
  /** 0…1; the shares of a topic add up to one. */
  share: number;
  /** How many reviewed cases went there. */
  cases: number;
}

export interface History {
  /** How many reviewed cases of the topic it knows. */
  known(topic: string): number;
  /** Where such cases went, most often first; empty for a topic without any. */
  recall(topic: string, text: string): Recalled[];
}

export const noHistory: History = { known: () => 0, recall: () => [] };

interface Learned {
  cases: number;
  /** By lead, in how many of its cases a word stands. */
  leads: Map<string, { cases: number; words: Map<string, number> }>;
}

/** Words move a share, and do not decide it: they are few and depend on each other. */
const wordWeight = 0.5;
/** Pseudo-counts of a word in the cases of a unit. */
const smoothing = 0.5;

/**
 * Learns from reviewed cases which unit answers: the share of each unit among a topic's cases, moved by the words of
 * the complaint (naive Bayes within the topic, in presence of words). Only counts are kept.
 */
export function createHistory(directory: Directory): History & { learn(reviewed: ReviewedCase): void } {
  const units = new Map(directory.departments.map((unit) => [unit.code, unit]));
  const topics = new Map<string, Learned>();
  return {
    learn({ text, topicCode, departmentCode }) {
      const unit = units.get(departmentCode);
      if (!unit) return;
      const topic = topics.get(topicCode) ?? { cases: 0, leads: new Map() };
      topics.set(topicCode, topic);
      topic.cases++;
      const lead = leadOf(unit);
      const known = topic.leads.get(lead) ?? { cases: 0, words: new Map<string, number>() };
      topic.leads.set(lead, known);
      known.cases++;
      for (const word of wordsOf(text)) known.words.set(word, (known.words.get(word) ?? 0) + 1);
    },
    known: (topic) => topics.get(topic)?.cases ?? 0,
    recall(code, text) {
      const topic = topics.get(code);
      if (!topic) return [];
      const words = wordsOf(text);
      const scored = [...topic.leads].map(([lead, { cases, words: seen }]) => {
        const score = [...words].reduce(
          (sum, word) => sum + wordWeight * likelihood(topic, word, cases, seen.get(word) ?? 0),
          Math.log(cases / topic.cases),
        );
        return { lead, cases, score };
      });
      const highest = Math.max(...scored.map(({ score }) => score));
      const total = scored.reduce((sum, { score }) => sum + Math.exp(score - highest), 0);
      return scored
        .map(({ lead, cases, score }) => ({ lead, cases, share: Math.exp(score - highest) / total }))
        .sort((a, b) => b.share - a.share || (a.lead < b.lead ? -1 : 1));
    },
  };
}

/** The logarithm of how much likelier a word is in a unit's cases than in the topic's; 0 for a word never seen. */
function likelihood(topic: Learned, word: string, cases: number, seen: number): number {
  let all = 0;
  for (const { words } of topic.leads.values()) all += words.get(word) ?? 0;
  if (all === 0) return 0;
  const here = (seen + smoothing) / (cases + 2 * smoothing);
  const everywhere = (all + smoothing) / (topic.cases + 2 * smoothing);
  return Math.log(here / everywhere);
}

function wordsOf(text: string): Set<string> {
  return new Set(
    segment(normalise(text))
      .map((word) => word.text)
      .filter((word) => word.length > 1),
  );
}

/** 沙市区住建局 is what acts for housing in its district, 公安县 the county itself. */
function leadOf({ code, kind, district, actsFor: [function_] }: Department): string {
  if (district === null) return code;
  if (kind === 'district') return '@district';
  return function_ ? `@${function_}` : code;
}
