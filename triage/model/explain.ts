import { eachFeature, type FeatureCounts, type Readable } from '../text/features.ts';
import { align, maskTokens } from '../../core/text/normalise.ts';
import { segment } from '../text/segment.ts';
import type { SparseRow } from './matrix.ts';
import type { Model } from './model.ts';

/** A word of the complaint, as the citizen wrote it, and its share of all that spoke for the label. */
export interface Evidence {
  text: string;
  /** 0…1; the shares of one label's evidence add up to at most one. */
  weight: number;
}

const shown = 6;

/**
 * The words that counted most for a label. A feature's contribution is its value times its weight (the model
 * is linear, so this is exact); it is spread over the characters of each of its occurrences, and each word
 * gathers what fell on it. Personal numbers and links were masked and are never shown.
 */
export function explain(
  model: Model,
  readable: Readable,
  { keys, counts }: FeatureCounts,
  row: SparseRow,
  label: number,
): Evidence[] {
  // What one occurrence of a feature adds; the row holds the document's known features in its order.
  const perOccurrence = new Map<number, number>();
  let at = 0;
  for (const [i, key] of keys.entries()) {
    const feature = row.indices[at];
    if (feature === undefined || model.vocabulary.features[feature] !== key) continue;
    const weight = model.weights[feature * model.labels.length + label]! * model.scales[feature]!;
    perOccurrence.set(key, (row.values[at]! * weight) / counts[i]!);
    at++;
  }
  const byWord = new Map<string, number>();
  const parts: [text: string, weight: number][] = [[readable.text, 1]];
  if (readable.title) parts.push([readable.title, model.shape.titleWeight]);
  for (const [original, occurrenceWeight] of parts) {
    const { text, from } = align(original);
    const perUnit = new Float64Array(text.length);
    eachFeature(text, model.shape, (feature, start, end) => {
      const contribution = perOccurrence.get(feature);
      if (contribution === undefined) return;
      const part = (contribution * occurrenceWeight) / (end - start);
      for (let i = start; i < end; i++) perUnit[i]! += part;
    });
    for (const word of segment(text)) {
      if (maskTokens.has(word.text) || /^\p{Nd}+$/u.test(word.text)) continue;
      let sum = 0;
      for (let i = word.start; i < word.end; i++) sum += perUnit[i]!;
      const written = original.slice(from[word.start], from[word.end]).trim();
      byWord.set(written, (byWord.get(written) ?? 0) + sum);
    }
  }
  const inFavour = [...byWord].filter(([, weight]) => weight > 0);
  const total = inFavour.reduce((sum, [, weight]) => sum + weight, 0);
  // One character alone (的, 在) tells a reader little, however often it counts.
  const words = inFavour.filter(([text]) => [...text].length > 1);
  return (words.length > 0 ? words : inFavour)
    .map(([text, weight]) => ({ text, weight: Math.round((weight / total) * 1000) / 1000 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, shown);
}
