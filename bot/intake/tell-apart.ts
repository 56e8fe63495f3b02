import type { Draft } from './draft.ts';
import { plainText } from './reading/plain-text.ts';
import type { Context } from './step.ts';

/** What the conversation knows of a clause of the responsibilities (权责清单). */
export interface Clause {
  lead: string;
  /** Words of the complaint that speak for it among competing ones. */
  when: readonly string[];
  /** What to ask the citizen to tell it from its rivals. */
  question: string | null;
}

/** Longer than this it is no question for a chat. */
const longestQuestion = 70;

/** Words that speak for each of two departments before they count as close. */
const fewestHits = 2;
const unsure = /(?:不知道|不清楚|搞不清|分不清|说不清)(?:是|归|该|属于|哪)/;

/**
 * The question that tells two departments apart: asked only where the citizen's words speak for two of them alike, since
 * where they speak for one, or for none, the responsibilities decide by themselves.
 */
export function findTellingApart(draft: Draft, context: Context): string | null {
  const topics = context.matters.find(({ name }) => name === draft.matter)?.topics ?? [];
  const told = plainText(draft.told.join('\n'));
  for (const topic of topics) {
    const hits = context
      .clausesOf(topic)
      .map((clause) => ({ clause, hits: clause.when.filter((word) => told.includes(word)).length }))
      .filter(({ hits }) => hits > 0)
      .sort((a, b) => b.hits - a.hits);
    const [first, second] = hits;
    if (!first || !second || first.clause.lead === second.clause.lead) continue;
    const close = first.hits === second.hits && first.hits >= fewestHits;
    if (!close && !unsure.test(told)) continue;
    const question = first.clause.question ?? second.clause.question;
    if (question && question.length <= longestQuestion) return question;
  }
  return null;
}
