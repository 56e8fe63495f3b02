import type { Example } from '../model/train.ts';
import type { Readable } from '../text/features.ts';

export interface Labelled {
  label: string;
  /** 0…1; a label's probability where the engine gives one, else its share of what was scored. */
  probability: number;
}

/** What was learned: the same text always gives the same answer, most probable first. */
export interface Classifier {
  rank(readable: Readable): Labelled[];
}

/** A way to learn labels from examples. The linear one is the product's own; the others are there to compare with. */
export interface Engine {
  name: string;
  train(examples: readonly Example[], seed: number): Classifier;
}
