import type { Engine, Labelled } from '../../../triage/engines/engine.ts';
import type { Example } from '../../../triage/model/train.ts';

/** What came of one training and its test, with the processor time that each took, in seconds. */
export interface Outcome {
  rankings: Labelled[][];
  trainSeconds: number;
  predictSeconds: number;
}

/** Something that learns from examples and answers for others. */
export interface Peer {
  name: string;
  run(training: readonly Example[], tested: readonly Example[]): Promise<Outcome>;
}

const seed = 1;

export function peerOf(engine: Engine): Peer {
  return {
    name: engine.name,
    async run(training, tested) {
      const [classifier, trainSeconds] = timed(() => engine.train(training, seed));
      const [rankings, predictSeconds] = timed(() => tested.map((example) => classifier.rank(example)));
      return { rankings, trainSeconds, predictSeconds };
    },
  };
}

/** A result and the processor time it took, which other work on the machine leaves alone. */
export function timed<Result>(act: () => Result): [Result, seconds: number] {
  const before = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1e6];
}
