import { countFeatures } from '../text/features.ts';
import { probabilitiesOf } from './calibrate.ts';
import { compact, hashOf } from './compact.ts';
import { centre } from './fit.ts';
import { stackRows } from './matrix.ts';
import type { Model } from './model.ts';
import { scoreRow } from './score.ts';
import { solveTogether } from './solve.ts';
import type { Example } from './train.ts';
import { vectorise } from './vectorise.ts';

export interface AdaptOptions {
  name?: string;
  seed?: number;
}

/** A label of this probability is the margin's middle: a rival seldom has more. */
const evenOdds = 0.4;
/** Cases are few and each is true: an error costs less than where thousands are learned from. */
const cost = 0.3;

/**
 * A model that has learned from a city's own reviewed cases what it does not know yet. The new weights are
 * those of an adaptive support vector machine (Yang, Yan and Hauptmann, "Cross-domain Video Concept Detection
 * Using Adaptive SVMs", ACM Multimedia 2007): they start from what the model says and move it only as far as the
 * cases contradict it, so that fifty cases help a little and do no harm. Takes well under a second for hundreds.
 *
 * @param examples with labels of the model; others are passed over
 * @returns a model of the same form and labels; the one given stays as it is
 */
export function adapt(model: Model, examples: readonly Example[], options: AdaptOptions = {}): Model {
  const known = examples.filter(({ label }) => model.labels.includes(label));
  const width = model.labels.length;
  const size = model.vocabulary.features.length;
  const documents = known.map((example) =>
    vectorise(countFeatures(example, model.shape), model.vocabulary),
  );
  const offsets = new Float32Array(known.length * width);
  for (const [i, row] of documents.entries()) {
    const probabilities = probabilitiesOf(scoreRow(model, row), { ...model, doubt: 0 });
    for (const [k, probability] of probabilities.entries()) {
      const odds = Math.log(Math.max(probability, 1e-12) / evenOdds);
      offsets[i * width + k] = odds / model.temperature;
    }
  }
  const learned = solveTogether(
    stackRows(documents),
    {
      kindOf: Int32Array.from(known, ({ label }) => model.labels.indexOf(label)),
      positive: model.labels.map((_, k) => Uint8Array.from(model.labels, (_other, kind) => (kind === k ? 1 : 0))),
      scale: null,
      offsets,
    },
    size,
    { cost, seed: options.seed ?? 1, tolerance: 0.05, maxPasses: 20 },
  );
  const weights = learned.slice(0, size * width);
  for (let w = 0; w < weights.length; w++) {
    weights[w]! += model.weights[w]! * model.scales[Math.floor(w / width)]!;
  }
  centre(weights, width);
  const biases = model.biases.map((bias, k) => bias + learned[size * width + k]!);
  const parts = compact({ vocabulary: model.vocabulary, weights, biases });
  const { labels, temperature, doubt } = model;
  return {
    ...model,
    ...parts,
    name: options.name ?? model.name,
    version: hashOf([labels, temperature, doubt], parts),
    provenance: { ...model.provenance, examples: model.provenance.examples + known.length, heldOutAccuracy: null },
  };
}
