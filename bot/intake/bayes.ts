import { createRequire } from 'node:module';

/** What we use of `natural`, whose own types are sources that strict settings refuse. */
export interface BayesClassifier {
  addDocument(features: string[], label: string): void;
  train(): void;
  /** Every label with its likelihood, not normalised. */
  getClassifications(features: string[]): { label: string; value: number }[];
}

const natural = createRequire(import.meta.url)('natural') as {
  BayesClassifier: new (stemmer: undefined, smoothing: number) => BayesClassifier & Columns;
};

/** Of a feature that an intent's sentences do not have: of 1, 0.1 and 0.01 the best in cross-validation. */
const smoothing = 0.01;

/** What `natural` keeps of the documents: each word, in the order of a document's columns. */
interface Columns {
  features: Record<string, number>;
  textToFeatures(words: string[]): number[];
}

export function createBayes(): BayesClassifier {
  const bayes = new natural.BayesClassifier(undefined, smoothing);
  // Its own looks for every word it knows in the document: most of a message's time went there.
  const columns = new Map<string, number>();
  bayes.textToFeatures = (words) => {
    if (columns.size === 0) for (const word of Object.keys(bayes.features)) columns.set(word, columns.size);
    const row = new Array<number>(columns.size).fill(0);
    for (const word of words) {
      const at = columns.get(word);
      if (at !== undefined) row[at] = 1;
    }
    return row;
  };
  return bayes;
}
