import { normalise } from '../../core/text/normalise.ts';
import type { Model } from '../model/model.ts';
import { wordKey } from '../text/feature-key.ts';
import { segment } from '../text/segment.ts';

/**
 * The share of a text's words, 0…1, that the model had not met when it was trained: what rises when citizens begin to
 * speak of something new. Single characters and numbers do not count. Null where there is nothing to count, or where the
 * model does not look at words.
 */
export function unknownShare(model: Model, text: string): number | null {
  if (!model.shape.words) return null;
  const folded = normalise(text).replace(/\p{Nd}/gu, '0');
  const words = segment(folded).filter((word) => /\p{L}{2}/u.test(word.text));
  if (words.length === 0) return null;
  const unknown = words.filter((word) => model.vocabulary.index.find(wordKey(word.text)) < 0);
  return unknown.length / words.length;
}
