import { rank } from '../model/rank.ts';
import { type TrainOptions, train } from '../model/train.ts';
import type { Engine } from './engine.ts';

/** The product's own linear model. */
export function linearEngine(options: TrainOptions = {}): Engine {
  return {
    name: 'Minqing',
    train(examples, seed) {
      const model = train(examples, { ...options, seed });
      return { rank: (readable) => rank(model, readable, { top: model.labels.length, explained: 0 }) };
    },
  };
}
