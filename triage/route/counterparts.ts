import { type Directory, districtLead } from '../../core/directory.ts';

/** For a city unit and a district: the unit that does the same work there. */
export type Counterparts = Map<string, string>;

const built = new WeakMap<Directory, Counterparts>();

export const counterpartKey = (department: string, district: string) => `${department} ${district}`;

/**
 * Read out of the clauses themselves: where a topic's default lead is the city's housing bureau and its lead in
 * 公安县 that county's, the county's is the counterpart, also for the topic's other clauses there. Of several,
 * the one that more topics agree on.
 */
export function counterpartsOf(directory: Directory): Counterparts {
  const known = built.get(directory);
  if (known) return known;
  const defaults = new Map<string, string>();
  for (const clause of directory.responsibilities) {
    if (clause.district === null && clause.when.length === 0) defaults.set(clause.topic, clause.lead);
  }
  const tally = new Map<string, Map<string, number>>();
  for (const clause of directory.responsibilities) {
    const lead = defaults.get(clause.topic);
    if (clause.district === null || clause.when.length > 0 || !lead || lead === districtLead) continue;
    const key = counterpartKey(lead, clause.district);
    const counts = tally.get(key) ?? new Map<string, number>();
    counts.set(clause.lead, (counts.get(clause.lead) ?? 0) + 1);
    tally.set(key, counts);
  }
  const counterparts = new Map(
    [...tally].map(([key, counts]) => [key, [...counts].sort(([, a], [, b]) => b - a)[0]![0]]),
  );
  built.set(directory, counterparts);
  return counterparts;
}
