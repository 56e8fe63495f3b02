import type { SparseRow } from './matrix.ts';
import type { Model } from './model.ts';

/** The score of each label for a vectorised text, before it is turned into probabilities. */
export function scoreRow(
  model: Pick<Model, 'weights' | 'scales' | 'biases'>,
  { indices, values }: SparseRow,
): Float64Array {
  const labels = model.biases.length;
  const scores = Float64Array.from(model.biases);
  for (let i = 0; i < indices.length; i++) {
    const feature = indices[i]!;
    const factor = values[i]! * model.scales[feature]!;
    if (factor === 0) continue;
    const start = feature * labels;
    for (let label = 0; label < labels; label++) scores[label]! += factor * model.weights[start + label]!;
  }
  return scores;
}
