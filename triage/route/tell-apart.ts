import type { Directory, Responsibility } from '../../core/directory.ts';
import type { TellApart } from '../../core/proposal.ts';
import type { Candidate } from './route.ts';

/** The second department is close where it has at least this share of the first's probability. */
const closeShare = 0.28;
/** And is not itself improbable: a long tail of small ones is no dispute. */
const leastSecond = 0.08;
const shownWords = 4;

/**
 * The one question that decides between the two first departments, from the responsibilities; null where the first is
 * clear, or where no clause asks anything that would part the two.
 */
export function findTellApart(directory: Directory, candidates: readonly Candidate[]): TellApart | null {
  const [first, second] = candidates;
  if (!first?.clause || !second?.clause) return null;
  if (second.probability < leastSecond || second.probability < closeShare * first.probability) return null;
  const question = questionBetween(directory, first.clause, second);
  if (!question) return null;
  const side = ({ department, clause }: Candidate) => ({
    department,
    responsibilityId: clause!.id,
    meaning: meaningOf(directory, clause!),
  });
  return { question, between: [side(first), side(second)] };
}

/** Clauses of one topic share their question; between topics the first's own question counts, then the second's. */
function questionBetween(directory: Directory, first: Responsibility, second: Candidate): string | null {
  const other = second.clause!;
  if (first.topic === other.topic) return first.question ?? other.question;
  const asksOf = (topic: string, lead: string) =>
    directory.responsibilities.some((clause) => clause.topic === topic && clause.lead === lead);
  // A question of one topic parts the two only if that topic knows both units.
  if (asksOf(first.topic, other.lead)) return first.question;
  if (asksOf(other.topic, first.lead)) return other.question;
  return null;
}

/** What an answer says that speaks for a clause. */
function meaningOf(directory: Directory, clause: Responsibility): string {
  if (clause.when.length > 0) {
    const words = clause.when.slice(0, shownWords).map((word) => `“${word}”`);
    return `提到${words.join('')}等`;
  }
  const topic = directory.topics.find(({ code }) => code === clause.topic);
  return `一般的${topic?.path[2] ?? '情况'}`;
}
