import type { Judged } from '../../../triage/evaluate.ts';
import { dealFolds } from '../../../triage/model/random.ts';
import type { Example } from '../../../triage/model/train.ts';
import type { Peer } from './peer.ts';
import { figuresOf, judge } from './real-complaints.ts';

const folds = 5;
const seed = 1;

export interface CrossValidated {
  name: string;
  accuracy: number;
  macroF1: number;
  ece: number;
  coverage95: number;
  coverage99: number;
  /** Student's t of the first peer's lead in accuracy over the folds; beyond 2.78 it is no chance (p < 0.05). */
  lead: number | null;
  trainSeconds: number;
  predictPerSecond: number;
}

/** Every peer on the same five folds; the first one's lead over the others, paired fold by fold. */
export async function crossValidate(
  peers: readonly Peer[],
  examples: readonly Example[],
  tell: (line: string) => void,
): Promise<CrossValidated[]> {
  const dealt = dealFolds(
    examples.map(({ label }) => label),
    folds,
    seed,
  );
  const results: CrossValidated[] = [];
  let leader: number[] | null = null;
  for (const peer of peers) {
    const judged: Judged[] = [];
    const accuracies: number[] = [];
    let trainSeconds = 0;
    let predictSeconds = 0;
    for (let fold = 0; fold < folds; fold++) {
      const tested = examples.filter((_, i) => dealt[i] === fold);
      const outcome = await peer.run(
        examples.filter((_, i) => dealt[i] !== fold),
        tested,
      );
      const part = judge(tested, outcome.rankings);
      accuracies.push(part.filter(({ actual, predicted }) => actual === predicted).length / part.length);
      judged.push(...part);
      trainSeconds += outcome.trainSeconds / folds;
      predictSeconds += outcome.predictSeconds;
    }
    const lead = leader && pairedT(leader.map((accuracy, fold) => accuracy - accuracies[fold]!));
    leader ??= accuracies;
    const predictPerSecond = examples.length / predictSeconds;
    results.push({ name: peer.name, ...figuresOf(judged), lead, trainSeconds, predictPerSecond });
    tell(`five folds, ${peer.name}: ${results.at(-1)!.accuracy.toFixed(4)}`);
  }
  return results;
}

function pairedT(differences: readonly number[]): number {
  const n = differences.length;
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  return mean / Math.sqrt(variance / n);
}
