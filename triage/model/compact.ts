import { createHash } from 'node:crypto';
import type { Fit } from './fit.ts';
import type { Model } from './model.ts';

export type CompactFit = Pick<Model, 'vocabulary' | 'weights' | 'scales' | 'biases'>;

/** One byte a weight, with a scale for each feature: a quarter of the size, and no answer changes by it. */
export function compact({ vocabulary, weights, biases }: Fit): CompactFit {
  const labels = biases.length;
  const bytes = new Int8Array(weights.length);
  const scales = new Float32Array(vocabulary.features.length);
  for (let f = 0; f < scales.length; f++) {
    let highest = 0;
    for (let k = f * labels; k < (f + 1) * labels; k++) highest = Math.max(highest, Math.abs(weights[k]!));
    if (highest === 0) continue;
    scales[f] = highest / 127;
    for (let k = f * labels; k < (f + 1) * labels; k++) bytes[k] = Math.round(weights[k]! / scales[f]!);
  }
  return { vocabulary, weights: bytes, scales, biases };
}

/** Names a model by all that decides its answers. */
export function hashOf(small: unknown, parts: CompactFit): string {
  const hash = createHash('sha256').update(JSON.stringify(small));
  for (const part of [parts.vocabulary.features, parts.vocabulary.rarity, parts.weights, parts.scales, parts.biases]) {
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return hash.digest('hex').slice(0, 10);
}
