import { caseEvents } from './events.ts';
import { type CaseState, stateNames, states } from './states.ts';
import { rowOf } from './transition.ts';

/** The life-cycle table as a Mermaid state diagram; overlays, which leave the state alone, are left out. */
export function drawLifecycle(): string {
  const lines = states.map((state) => `  ${state} : ${stateNames[state]}`);
  const everywhere: string[] = [];
  for (const name of caseEvents) {
    const { from, to, title } = rowOf(name);
    if (to === 'same') continue;
    if (from.length === 0) lines.push(`  [*] --> ${to} : ${title}`);
    else if (from.length > 6) everywhere.push(`any open state → ${stateNames[to]} : ${title}`);
    else for (const state of from as CaseState[]) lines.push(`  ${state} --> ${to} : ${title}`);
  }
  const note = everywhere.map((text) => `  note right of awaiting_review : ${text}`);
  return ['stateDiagram-v2', ...lines, ...note].join('\n');
}
