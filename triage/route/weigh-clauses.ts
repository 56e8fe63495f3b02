import type { Directory, Responsibility } from '../../core/directory.ts';
import { affirmed, createFinder, type Finder } from '../../core/text/mentions.ts';
import { normalise } from '../../core/text/normalise.ts';

/** A clause that could speak for a complaint, and how much it does beside its rivals for the same topic. */
export interface WeighedClause {
  clause: Responsibility;
  /** 0…1; the shares of a topic's clauses add up to one. */
  share: number;
  /** The clause's own words that the complaint says. */
  matched: string[];
}

export interface WeighedTopic {
  clauses: WeighedClause[];
  /** How clearly the law speaks: 1 where one clause alone is meant, 0 where nothing chose among rivals. */
  clarity: number;
  /** How telling the words are by which the complaint chose among the clauses: they speak for the topic as well. */
  spoken: number;
}

/** Weight of a topic's default clause against its rivals. */
const defaultWeight = 1;
/** A clause whose words the complaint says beats the default; each further word adds less. */
const firstWord = 5;
const furtherWord = 2;
/** Rivals that nothing speaks for stay in sight: the citizen may simply not have said it. */
const silentWeight = 0.15;
/** Between clauses that both speak, the one of the district is nearer. */
const nearer = 1.3;

/** How much more a word tells that says what there is not. */
const excludes = 2;

interface ReadyClause {
  clause: Responsibility;
  find: Finder;
}

interface Ready {
  byTopic: ReadonlyMap<string, readonly ReadyClause[]>;
  /** In how many topics a word tells clauses apart: 小区里 in many, 消防通道 in two. */
  spread: ReadonlyMap<string, number>;
}

const ready = new WeakMap<Directory, Ready>();

/** The clauses of each topic, with their words made ready once for all complaints. */
function readyClauses(directory: Directory): Ready {
  const known = ready.get(directory);
  if (known) return known;
  const byTopic = new Map<string, ReadyClause[]>();
  const topicsOf = new Map<string, Set<string>>();
  for (const clause of directory.responsibilities) {
    const words = clause.when.map(normalise);
    for (const word of words) topicsOf.set(word, (topicsOf.get(word) ?? new Set()).add(clause.topic));
    const clauses = byTopic.get(clause.topic) ?? [];
    clauses.push({ clause, find: createFinder(words) });
    byTopic.set(clause.topic, clauses);
  }
  const spread = new Map([...topicsOf].map(([word, topics]) => [word, topics.size]));
  const made = { byTopic, spread };
  ready.set(directory, made);
  return made;
}

/** 1 for a word of two characters that only one topic knows; longer ones tell more, common ones less. */
function telling(word: string, spread: ReadonlyMap<string, number>): number {
  const length = [...word].length;
  const long = length >= 4 ? 1.5 : length === 3 ? 1.3 : 1;
  // 没有物业 rules the usual one out; 物业 alone only says where.
  const excluding = /^(?:没|无|未|不是)/.test(word) ? excludes : 1;
  return (excluding * long) / Math.sqrt(spread.get(word) ?? 1);
}

/**
 * The clauses of a topic for a normalised text and a district. A clause of the district takes the place of the
 * general one without conditions; a clause with words counts only where the complaint says one of them and
 * does not deny it.
 */
export function weighClauses(
  directory: Directory,
  topic: string,
  text: string,
  district: string | null,
): WeighedTopic {
  const { byTopic, spread } = readyClauses(directory);
  const here = (byTopic.get(topic) ?? []).filter(
    ({ clause }) => clause.district === null || clause.district === district,
  );
  const ruledHere = here.some(({ clause }) => clause.district !== null && clause.when.length === 0);
  let spoken = 0;
  const weighed = here
    .filter(({ clause }) => !(ruledHere && clause.district === null && clause.when.length === 0))
    .map(({ clause, find }) => {
      const matched = affirmed(find(text));
      const told = matched.map((word) => telling(word, spread)).sort((a, b) => b - a);
      spoken += told.reduce((sum, one) => sum + one, 0);
      return { clause, matched, weight: weightOf(clause, told) };
    });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const clauses = weighed
    .map(({ clause, matched, weight }) => ({ clause, matched, share: weight / total }))
    .sort((a, b) => b.share - a.share);
  return { clauses, clarity: clarityOf(clauses), spoken };
}

/** Words that only one clause knows make the law clear; words of several leave it open between them. */
function clarityOf(clauses: readonly WeighedClause[]): number {
  const [first] = clauses;
  if (clauses.length <= 1) return 1;
  const speaking = clauses.filter(({ matched }) => matched.length > 0);
  if (speaking.length === 0) return 0;
  return speaking.length === 1 ? 1 : Math.max(0, 2 * first!.share - 1);
}

function weightOf(clause: Responsibility, [first, ...further]: readonly number[]): number {
  if (clause.when.length === 0) return defaultWeight;
  if (first === undefined) return silentWeight;
  const weight = firstWord * first + furtherWord * further.reduce((sum, one) => sum + one, 0);
  return clause.district === null ? weight : weight * nearer;
}
