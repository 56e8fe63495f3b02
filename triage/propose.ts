import { shippedVocabulary } from '../core/danger/read-vocabulary.ts';
import type { Directory } from '../core/directory.ts';
import type { Proposal } from '../core/proposal.ts';
import { normalise } from '../core/text/normalise.ts';
import { findFrequency, findSince } from '../core/time/find-since.ts';
import { noTopic } from './corpus.ts';
import { findDoubts } from './find-doubts.ts';
import { knownTopics, type RankedTopic } from './known-topics.ts';
import { proposeMatters } from './matters/propose-matters.ts';
import { type Model, modelName } from './model/model.ts';
import { type Ranked, rank } from './model/rank.ts';
import { extractAddress } from './place/address.ts';
import { gazetteerOf } from './place/gazetteer.ts';
import { type Coordinates, locate } from './place/locate.ts';
import { type History, noHistory } from './route/history.ts';
import { type Answered, readAnswer } from './route/read-answer.ts';
import { type Candidate, route } from './route/route.ts';
import { findTellApart } from './route/tell-apart.ts';
import { guessKind } from './rules/kind.ts';
import { shippedRules } from './rules/read-rules.ts';
import { judgeUrgency, type SpeakingClause } from './rules/urgency.ts';

/** What triage reads of a complaint. */
export interface ProposeInput {
  title?: string | undefined;
  text: string;
  /** Of a scanned neighbourhood code. */
  sceneId?: string | null | undefined;
  /** WGS-84 degrees; WeChat's own differ by some hundred metres, which is allowed for. */
  location?: Coordinates | null | undefined;
  /** The answer to the question that told two departments apart. */
  answered?: Answered | null | undefined;
}

/** Beyond these, topics are too improbable to be worth a reviewer's look. */
const shownTopics = 5;

/**
 * What triage says of a complaint: topics, departments, place, kind, urgency, each with its evidence, and
 * whether to trust it. Pure: the same model, directory and input give the same proposal. It assigns nothing.
 */
export function propose(
  model: Model,
  directory: Directory,
  input: ProposeInput,
  history: History = noHistory,
): Proposal {
  return proposeRanked(rank(model, input, { top: model.labels.length }), model, directory, input, history);
}

/** {@link propose} where the caller has ranked all labels already. */
export function proposeRanked(
  ranked: readonly Ranked[],
  model: Model,
  directory: Directory,
  input: ProposeInput,
  history: History = noHistory,
): Proposal {
  const topics = knownTopics(ranked, directory);
  // A place's name says where, not what: 洪湖 would speak for wetlands.
  const { names } = gazetteerOf(directory);
  const spoke = ranked[0]?.label === noTopic ? [] : (ranked[0]?.evidence ?? []);
  const evidence = spoke.filter(({ text }) => !names.has(normalise(text)));
  const text = input.title ? `${input.title}。${input.text}` : input.text;
  const place = locate(directory, text, input.location ?? null, input.sceneId ?? null);
  const routed = topics.map(({ topic, probability }, i) => ({
    code: topic.code,
    probability,
    evidence: i === 0 ? evidence.map((word) => word.text) : [],
  }));
  const districtCode = place?.districtCode ?? null;
  const spokenFor = input.answered ? readAnswer(directory, input.answered) : null;
  const candidates = route(directory, { topics: routed, text, districtCode, spokenFor }, history);
  const rules = shippedRules();
  const kind = guessKind(text, rules);
  const urgency = judgeUrgency(text, kind, speaking(candidates, topics), rules);
  const doubts = findDoubts({ topics, candidates, evidence, text, noTopic: probabilityOf(noTopic, ranked) });
  return {
    topics: topics
      .slice(0, shownTopics)
      .map(({ topic, probability }) => ({ code: topic.code, path: topic.path, probability })),
    departments: candidates.map((candidate) => ({
      department: candidate.department,
      responsibilityId: candidate.responsibilityId,
      probability: candidate.probability,
      reason: candidate.reason,
      supporters: candidate.supporters,
      question: candidate.question,
    })),
    matters: proposeMatters(model, directory, input.text, districtCode),
    tellApart: findTellApart(directory, candidates),
    districtCode,
    place,
    address: extractAddress(directory, text),
    since: findSince(text),
    frequency: findFrequency(text),
    kind,
    urgency: urgency.urgency,
    urgencyEvidence: urgency.evidence,
    evidence,
    similar: [],
    unsure: doubts.length > 0,
    unsureBecause: doubts.length > 0 ? `${doubts.join('；')}。` : null,
    model: modelName(model),
    directoryVersion: directory.version,
    rulesVersion: `${rules.version}-${shippedVocabulary().version}`,
  };
}

function probabilityOf(label: string, ranked: readonly Ranked[]): number {
  return ranked.find((one) => one.label === label)?.probability ?? 0;
}

function speaking(candidates: readonly Candidate[], topics: readonly RankedTopic[]): SpeakingClause | null {
  const [first] = candidates;
  if (!first?.clause) return null;
  const topic = topics.find(({ topic: { code } }) => code === first.clause!.topic);
  return { clause: first.clause, matched: first.matched, probability: topic?.probability ?? 0 };
}
