import type { Directory, Responsibility } from '../../core/directory.ts';
import { affirmed, createFinder, type Finder } from '../text/mentions.ts';
import { normalise } from '../text/normalise.ts';

/** A clause that could speak for a complaint, and how much it does beside its rivals for the same topic. */
export interface WeighedClause {
  clause: Responsibility;
  /** 0…1; the shares of a topic's clauses add up to one. */
  share: number;
  /** The clause's own words that the complaint says. */
  matched: string[];
  /** The topic has a clause of its own in this district, so its work there is the district's. */
  devolved: boolean;
}

/** Weight of a topic's default clause against its rivals. */
const defaultWeight = 1;
/** A clause whose words the complaint says beats the default; each further word adds less. */
const firstWord = 5;
const furtherWord = 2;
/** A longer word is less likely to stand there by chance. */
const longWord = 1.3;
/** Rivals that nothing speaks for stay in sight: the citizen may simply not have said it. */
const silentWeight = 0.15;

interface ReadyClause {
  clause: Responsibility;
  find: Finder;
}

const ready = new WeakMap<Directory, Map<string, ReadyClause[]>>();

/** The clauses of each topic, with their words made ready once for all complaints. */
function clausesOf(directory: Directory, topic: string): readonly ReadyClause[] {
  let byTopic = ready.get(directory);
  if (!byTopic) {
    byTopic = new Map();
    for (const clause of directory.responsibilities) {
      const known = byTopic.get(clause.topic) ?? [];
      known.push({ clause, find: createFinder(clause.when.map(normalise)) });
      byTopic.set(clause.topic, known);
    }
    ready.set(directory, byTopic);
  }
  return byTopic.get(topic) ?? [];
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
): WeighedClause[] {
  const here = clausesOf(directory, topic).filter(
    ({ clause }) => clause.district === null || clause.district === district,
  );
  const devolved = here.some(({ clause }) => clause.district !== null && clause.when.length === 0);
  const weighed = here
    .filter(({ clause }) => !(devolved && clause.district === null && clause.when.length === 0))
    .map(({ clause, find }) => {
      const matched = affirmed(find(text));
      return { clause, matched, weight: weightOf(clause, matched) };
    });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed
    .map(({ clause, matched, weight }) => ({ clause, matched, devolved, share: weight / total }))
    .sort((a, b) => b.share - a.share);
}

function weightOf(clause: Responsibility, matched: readonly string[]): number {
  if (clause.when.length === 0) return defaultWeight;
  if (matched.length === 0) return silentWeight;
  const long = matched.some((word) => [...word].length >= 3) ? longWord : 1;
  // Between clauses that both speak, the one of the district is nearer.
  const near = clause.district === null ? 1 : longWord;
  return (firstWord + furtherWord * (matched.length - 1)) * long * near;
}
