import type { FeatureShape } from '../text/features.ts';
import type { Vocabulary, VocabularyOptions } from './vectorise.ts';

/** How a model is made; chosen by how much there is to learn from, see `chooseRecipe`. */
export interface Recipe {
  name: 'ample' | 'scarce';
  shape: FeatureShape;
  vocabulary: VocabularyOptions;
  /** Price of an error against the size of the weights. */
  cost: number;
  /** Where the solver stops: projected gradients this close together, or so many passes over the examples. */
  tolerance: number;
  maxPasses: number;
  /** Scale features by how much they tell a class from the rest before solving. */
  ratio: boolean;
  /** Weight of a label's ancestors' own classifiers, added to the label's. */
  ancestorShare: number;
}

/** What is known of how a model came about. */
export interface Provenance {
  examples: number;
  seed: number;
  recipe: Recipe['name'];
  /** Content hash of what it was trained from, where the caller keeps one. */
  source: string | null;
  /** Share of held-out examples whose first label was right while calibrating; null where none were held out. */
  heldOutAccuracy: number | null;
}

/** A trained classifier: an immutable value; `saveModel` and `loadModel` keep it in a folder. */
export interface Model {
  name: string;
  /** Hash of all that decides its answers. */
  version: string;
  labels: string[];
  shape: FeatureShape;
  vocabulary: Vocabulary;
  /** Feature by feature, one number a label, −127…127; times `scales[feature]` it is a weight. */
  weights: Int8Array;
  scales: Float32Array;
  biases: Float32Array;
  /** Factor that turns scores into calibrated log-odds. */
  temperature: number;
  /** Share of probability that is spread over all labels: how often a text is like nothing that was learned. */
  doubt: number;
  provenance: Provenance;
}

/** `name@version`, as it is stored beside each proposal. */
export function modelName(model: Pick<Model, 'name' | 'version'>): string {
  return `${model.name}@${model.version}`;
}
