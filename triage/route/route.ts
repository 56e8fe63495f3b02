import type { Directory, Responsibility } from '../../core/directory.ts';
import { normalise } from '../../core/text/normalise.ts';
import { findRefusing, refused } from './find-refusing.ts';
import { giveReason } from './give-reason.ts';
import { resolveLead, supportersOf } from './resolve-lead.ts';
import { weighClauses } from './weigh-clauses.ts';

export interface RouteInput {
  /** Most probable first; `evidence` are the words that spoke for the topic. */
  topics: { code: string; probability: number; evidence?: readonly string[] }[];
  text: string;
  districtCode: string | null;
}

/** A department that could answer, with the clause that says so. */
export interface Candidate {
  /** Department code. */
  department: string;
  /** Null for the unit that receives what nobody answers for. */
  responsibilityId: string | null;
  /** 0…1, summed over the topics and clauses that lead to it. */
  probability: number;
  /** Chinese, for reviewers. */
  reason: string;
  supporters: string[];
  question: string | null;
  /** The clause falls to the district where the matter lies, and that is not known. */
  placeMissing: boolean;
  clause: Responsibility | null;
  /** The clause's words that the complaint says. */
  matched: string[];
}

export const shownDepartments = 3;

/** How far a topic's own words in the complaint raise it above what the model made of the whole text. */
const wordsSpeak = 0.8;
const mostSpoken = 2;
/** Less probable topics than this are noise. */
const leastTopic = 0.002;

/**
 * The departments that answer for a complaint, at most three, each once. A department's probability is the sum
 * over topics of the topic's probability times the share of the clauses that lead to it; the strongest of
 * these clauses gives reason, supporters and question.
 */
export function route(directory: Directory, input: RouteInput): Candidate[] {
  const text = normalise(input.text);
  const candidates = new Map<string, Candidate & { strength: number }>();
  const refusing = findRefusing(directory, text);
  for (const { evidence, probability, clauses } of weighTopics(directory, input, text)) {
    for (const weighed of clauses) {
      const found = resolveLead(directory, weighed.clause, input.districtCode);
      const strength = probability * weighed.share * (refusing.has(found.department.code) ? refused : 1);
      const known = candidates.get(found.department.code);
      if (known && known.strength >= strength) {
        known.probability += strength;
        continue;
      }
      candidates.set(found.department.code, {
        department: found.department.code,
        responsibilityId: weighed.clause.id,
        probability: strength + (known?.probability ?? 0),
        reason: giveReason(directory, weighed, found, evidence ?? [], input.districtCode),
        supporters: supportersOf(directory, weighed.clause, found.department.code, input.districtCode),
        question: weighed.clause.question,
        placeMissing: found.placeMissing,
        clause: weighed.clause,
        matched: weighed.matched,
        strength,
      });
    }
  }
  const all = [...candidates.values()];
  const ranked = all
    .sort((a, b) => b.probability - a.probability || (a.department < b.department ? -1 : 1))
    .slice(0, shownDepartments)
    .map(({ strength: _, ...candidate }) => candidate);
  return ranked.length > 0 ? ranked : [fallback(directory)];
}

function weighTopics(directory: Directory, { topics, districtCode }: RouteInput, text: string) {
  const weighed = topics
    .filter(({ probability }, i) => i === 0 || probability >= leastTopic)
    .map(({ code, probability, evidence }) => {
      const { clauses, spoken } = weighClauses(directory, code, text, districtCode);
      const raised = probability * Math.exp(wordsSpeak * Math.min(mostSpoken, spoken));
      return { evidence, clauses, before: probability, raised };
    });
  const before = weighed.reduce((sum, topic) => sum + topic.before, 0);
  const raised = weighed.reduce((sum, topic) => sum + topic.raised, 0);
  return weighed.map((topic) => ({ ...topic, probability: (topic.raised * before) / raised }));
}

function fallback(directory: Directory): Candidate {
  return {
    department: directory.city.fallbackDepartment,
    responsibilityId: null,
    probability: 0,
    reason: '没有找到对应的事项和权责条款，先由热线中心接收，请人工判断。',
    supporters: [],
    question: null,
    placeMissing: false,
    clause: null,
    matched: [],
  };
}
