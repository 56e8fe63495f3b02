import type { Directory } from '../../core/directory.ts';
import { normalise } from '../../core/text/normalise.ts';

/** The question that told two clauses apart, and what the citizen answered. */
export interface Answered {
  question: string;
  /** Ids of the two clauses. */
  clauses: readonly string[];
  answer: string;
}

const yes = /^(?:是的?|对的?|有的?|嗯+|恩|好像是|应该是|已经|确实|没错|yes)/u;
const no = /^(?:不是|没有?|没得|冇得|否|不|无|还没|no)/u;
/** A question that a bare yes answers; of 这个还是那个 it says nothing. */
const yesOrNo = /是否|有没有|是不是|吗[？?]/u;
const choice = /还是/u;

/**
 * The clause that a short answer speaks for: yes for the one with conditions, no for the usual one. Null where the
 * answer says more than yes or no, for then its words speak for themselves, or where the question was a choice.
 */
export function readAnswer(directory: Directory, { question, clauses, answer }: Answered): string | null {
  if (!yesOrNo.test(question) || choice.test(question)) return null;
  const sides = clauses.flatMap((id) => directory.responsibilities.filter((clause) => clause.id === id));
  const conditional = sides.filter(({ when }) => when.length > 0);
  const usual = sides.filter(({ when }) => when.length === 0);
  if (conditional.length !== 1 || usual.length !== 1) return null;
  const said = normalise(answer).trim();
  if (no.test(said)) return usual[0]!.id;
  return yes.test(said) ? conditional[0]!.id : null;
}
