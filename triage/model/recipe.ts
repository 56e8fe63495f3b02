import type { Recipe } from './model.ts';

/**
 * Enough real complaints for each label: runs of up to three characters and the log-count ratios of Wang and
 * Manning, "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification", ACL 2012.
 */
const ample: Recipe = {
  name: 'ample',
  shape: { characters: 3, words: false, titleWeight: 1 },
  vocabulary: { minExamples: 3, generalRarity: false },
  cost: 1,
  tolerance: 0.3,
  maxPasses: 12,
  ratio: true,
  ancestorShare: 0,
};

/**
 * A handful of sentences for each of many labels: counting cannot tell a telling word from a chance one, so
 * the language's own word rarities and the labels' ancestors help out.
 */
const scarce: Recipe = {
  name: 'scarce',
  shape: { characters: 2, words: true, titleWeight: 1 },
  vocabulary: { minExamples: 2, generalRarity: true },
  cost: 1,
  // Two hundred classifiers: what more passes change is less than what another sentence changes.
  tolerance: 0.3,
  maxPasses: 5,
  ratio: false,
  ancestorShare: 0.5,
};

/** Mean examples a label from which counts can be trusted. */
const ampleFrom = 100;

export function chooseRecipe(examples: number, labels: number): Recipe {
  return examples / labels >= ampleFrom ? ample : scarce;
}

export const recipes = { ample, scarce };
