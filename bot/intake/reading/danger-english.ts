import type { Danger } from '../../../core/danger/find-danger.ts';
import { type DangerKind, emergencyNumbers } from '../../../core/danger/kinds.ts';

const signs: [DangerKind, RegExp][] = [
  ['fire', /\b(?:is|are|on|there'?s|there is)(?: a)? (?:on )?fire\b|\bburning down\b|\bexplo(?:sion|ded)\b/i],
  ['gas', /\bgas leak\b|\bsmells? (?:of |like )?gas\b|\bgas smell\b/i],
  ['electric', /\belectrocuted\b|\b(?:live|sparking) (?:wire|cable)s?\b/i],
  ['trapped', /\b(?:trapped|stuck) in (?:the|an?) (?:elevator|lift|car|well)\b|\bpeople (?:are )?trapped\b/i],
  ['violence', /\bwith a knife\b|\bstabb(?:ed|ing)\b|\b(?:is|are) (?:beating|attacking)\b|\brape\b/i],
  ['medical', /\bunconscious\b|\bnot breathing\b|\bheart attack\b|\bbleeding (?:badly|heavily)\b/i],
  ['water', /\bdrowning\b/i],
];

/** As `findDanger`, for what is written in English. */
export function findEnglishDanger(text: string): Danger | null {
  for (const [kind, pattern] of signs) {
    const found = pattern.exec(text)?.[0];
    if (found) return { kind, emergencyNumbers: emergencyNumbers[kind], evidence: [found] };
  }
  return null;
}
