import type { Directory, Responsibility } from '../../core/directory.ts';
import { normalise } from '../../core/text/normalise.ts';
import { findRefusing, refused } from './find-refusing.ts';
import { giveReason } from './give-reason.ts';
import { type History, noHistory } from './history.ts';
import { resolveLead, supportersOf, unitMeant } from './resolve-lead.ts';
import { weighClauses } from './weigh-clauses.ts';

export interface RouteInput {
  /** Most probable first; `evidence` are the words that spoke for the topic. */
  topics: { code: string; probability: number; evidence?: readonly string[] }[];
  text: string;
  districtCode: string | null;
  /** Id of the clause that the citizen's answer to the telling-apart question speaks for. */
  spokenFor?: string | null;
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

interface Gathered extends Candidate {
  /** Of the clause or the history that speaks for it. */
  strength: number;
}

/** Reviewed cases of a topic that count as much as a law that is silent. */
const asMuchAsLaw = 6;

/** How much the history says of a topic: nothing where the law is clear, more with each case where it is silent. */
function historyShare(cases: number, clarity: number): number {
  return (1 - clarity) * (cases / (cases + asMuchAsLaw));
}

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
export function route(directory: Directory, input: RouteInput, history: History = noHistory): Candidate[] {
  const text = normalise(input.text);
  const candidates = new Map<string, Gathered>();
  const refusing = findRefusing(directory, text);
  const gather = (found: Omit<Gathered, 'probability'>) => {
    const strength = found.strength * (refusing.has(found.department) ? refused : 1);
    const known = candidates.get(found.department);
    // The strongest that leads to a unit speaks for it; of two alike the clause does, which can be read up.
    if (known && (known.strength >= strength || (known.clause && !found.clause))) {
      known.probability += strength;
      if (!found.clause) known.reason = `${known.reason}${found.reason}`;
      return;
    }
    const probability = strength + (known?.probability ?? 0);
    candidates.set(found.department, { ...found, strength, probability });
  };
  for (const topic of weighTopics(directory, input, text)) {
    const byHistory = historyShare(history.known(topic.code), topic.clarity);
    for (const weighed of topic.clauses) {
      const found = resolveLead(directory, weighed.clause, input.districtCode);
      const { code } = found.department;
      gather({
        department: code,
        responsibilityId: weighed.clause.id,
        reason: giveReason(directory, weighed, found, topic.evidence ?? [], input.districtCode),
        supporters: supportersOf(directory, weighed.clause, code, input.districtCode),
        question: weighed.clause.question,
        placeMissing: found.placeMissing,
        clause: weighed.clause,
        matched: weighed.matched,
        strength: topic.probability * weighed.share * (1 - byHistory),
      });
    }
    if (byHistory === 0) continue;
    for (const { lead, share, cases } of history.recall(topic.code, input.text)) {
      const unit = unitMeant(directory, lead, input.districtCode);
      if (!unit) continue;
      gather({
        department: unit.code,
        responsibilityId: null,
        reason: `此前同类诉求有${cases}件经人工确认由${unit.shortName}办理。`,
        supporters: [],
        question: null,
        placeMissing: false,
        clause: null,
        matched: [],
        strength: topic.probability * share * byHistory,
      });
    }
  }
  const ranked = sharpen([...candidates.values()])
    .sort((a, b) => b.probability - a.probability || (a.department < b.department ? -1 : 1))
    .slice(0, shownDepartments)
    .map(({ strength: _, ...candidate }) => candidate);
  return ranked.length > 0 ? ranked : [fallback(directory)];
}

/** What is left to the rivals of a clause that the citizen's own answer speaks for. */
const spokenAgainst = 0.15;

/**
 * Sums over topics and clauses come out too even: on the hand-written cases the first choice said 0.66 where 0.88 were
 * right, and on those that nobody had read while writing the clauses 0.64 where 0.81 were. The order stays.
 */
const sharpness = 1.4;

function sharpen(gathered: readonly Gathered[]): Gathered[] {
  const whole = gathered.reduce((sum, { probability }) => sum + probability, 0);
  const raised = gathered.map(({ probability }) => probability ** sharpness);
  const total = raised.reduce((sum, value) => sum + value, 0);
  if (total === 0) return [...gathered];
  return gathered.map((one, i) => ({ ...one, probability: (raised[i]! / total) * whole }));
}

function weighTopics(
  directory: Directory,
  { topics, districtCode, spokenFor = null }: RouteInput,
  text: string,
) {
  const weighed = topics
    .filter(({ probability }, i) => i === 0 || probability >= leastTopic)
    .map(({ code, probability, evidence }) => {
      const { clauses, clarity, spoken } = weighClauses(directory, code, text, districtCode);
      if (clauses.some(({ clause }) => clause.id === spokenFor)) {
        for (const one of clauses) {
          one.share =
            one.clause.id === spokenFor ? 1 - spokenAgainst * (1 - one.share) : one.share * spokenAgainst;
        }
        const raised = probability * Math.exp(wordsSpeak * mostSpoken);
        return { code, evidence, clauses, clarity: 1, before: probability, raised };
      }
      const raised = probability * Math.exp(wordsSpeak * Math.min(mostSpoken, spoken));
      return { code, evidence, clauses, clarity, before: probability, raised };
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
