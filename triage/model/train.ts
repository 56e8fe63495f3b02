import { countFeatures, type Readable } from '../text/features.ts';
import { type Calibration, calibrationSplits, fitTemperature, type HeldOut } from './calibrate.ts';
import { compact, hashOf } from './compact.ts';
import { fit } from './fit.ts';
import type { Model, Recipe } from './model.ts';
import { chooseRecipe } from './recipe.ts';
import { scoreRow } from './score.ts';
import { vectorise } from './vectorise.ts';

/** A complaint with the label it should get. A label is any string. */
export interface Example extends Readable {
  label: string;
}

export interface TrainOptions {
  name?: string;
  /** The same examples and seed give the same model, byte by byte. */
  seed?: number;
  /** Content hash of where the examples came from, kept in the model. */
  source?: string;
  /** The groups a label belongs to, for labels that form a tree. */
  ancestors?: (label: string) => string[];
  /** Overrides the choice by the number of examples. */
  recipe?: Recipe;
  /** Examples that teach but are not worth calibrating on, such as single words. */
  hints?: readonly Example[];
  /** What makes scores into probabilities, where it is known from elsewhere; else it is found on held-out examples. */
  calibration?: Calibration;
}

/** Learns to tell labels apart. Throws where there are fewer than two. */
export function train(examples: readonly Example[], options: TrainOptions = {}): Model {
  const seed = options.seed ?? 1;
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  if (labels.length < 2) throw new RangeError('training needs examples of at least two labels');
  const recipe = options.recipe ?? chooseRecipe(examples.length, labels.length);
  const all = [...examples, ...(options.hints ?? []).filter((hint) => labels.includes(hint.label))];
  const counts = all.map((example) => countFeatures(example, recipe.shape));
  const index = new Map(labels.map((label, i) => [label, i]));
  const labelOf = Int32Array.from(all, (example) => index.get(example.label)!);
  const ancestors = labels.map((label) => options.ancestors?.(label) ?? []);
  const fitOn = (members: readonly number[]) =>
    fit(
      members.map((i) => counts[i]!),
      Int32Array.from(members, (i) => labelOf[i]!),
      labels,
      ancestors,
      recipe,
      seed,
    );

  const final = compact(fitOn([...all.keys()]));
  const { temperature, doubt, heldOutAccuracy } = options.calibration
    ? { ...options.calibration, heldOutAccuracy: null }
    : { ...calibrate(), doubt: 0 };
  return {
    name: options.name ?? 'model',
    version: hashOf([labels, temperature, doubt], final),
    labels,
    shape: recipe.shape,
    ...final,
    temperature,
    doubt,
    provenance: {
      examples: examples.length,
      seed,
      recipe: recipe.name,
      source: options.source ?? null,
      heldOutAccuracy,
    },
  };

  function calibrate(): { temperature: number; heldOutAccuracy: number } {
    const hintMembers = [...all.keys()].slice(examples.length);
    const heldOut: HeldOut = { scores: [], labels: [] };
    for (const split of calibrationSplits(
      examples.map((example) => example.label),
      seed,
    )) {
      const part = compact(fitOn([...split.training, ...hintMembers]));
      for (const i of split.heldOut) {
        heldOut.scores.push(scoreRow(part, vectorise(counts[i]!, part.vocabulary)));
        heldOut.labels.push(labelOf[i]!);
      }
    }
    return { temperature: fitTemperature(heldOut), heldOutAccuracy: accuracyOf(heldOut) };
  }
}

function accuracyOf({ scores, labels }: HeldOut): number {
  if (labels.length === 0) return 0;
  const right = scores.filter((row, i) => row.indexOf(row.reduce((a, b) => Math.max(a, b))) === labels[i]);
  return right.length / labels.length;
}
