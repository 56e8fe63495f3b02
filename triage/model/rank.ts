import { countFeatures, type Readable } from '../text/features.ts';
import { probabilitiesOf } from './calibrate.ts';
import { type Evidence, explain } from './explain.ts';
import type { Model } from './model.ts';
import { scoreRow } from './score.ts';
import { vectorise } from './vectorise.ts';

export interface Ranked {
  label: string;
  /** 0…1, calibrated on examples that the model had not seen. */
  probability: number;
  /** The words that spoke for this label, strongest first; empty beyond the labels that were to be explained. */
  evidence: Evidence[];
}

export interface RankOptions {
  /** How many labels to return, most probable first. */
  top?: number;
  /** For how many of them to name the evidence. */
  explained?: number;
}

/** The most probable labels of a complaint. The same text always gives the same answer. */
export function rank(model: Model, readable: Readable, options: RankOptions = {}): Ranked[] {
  const counts = countFeatures(readable, model.shape);
  const row = vectorise(counts, model.vocabulary);
  const probabilities = probabilitiesOf(scoreRow(model, row), model);
  return [...probabilities.keys()]
    .sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
    .slice(0, options.top ?? 5)
    .map((label, place) => ({
      label: model.labels[label]!,
      probability: probabilities[label]!,
      evidence: place < (options.explained ?? 1) ? explain(model, readable, counts, row, label) : [],
    }));
}
