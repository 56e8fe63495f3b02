import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { MinqingError } from '../core/errors.ts';
import { type Corpus, readCorpus } from './corpus.ts';
import type { Calibration } from './model/calibrate.ts';
import { loadModel, readHeader } from './model/load-model.ts';
import type { Model } from './model/model.ts';
import { recipes } from './model/recipe.ts';
import { saveModel } from './model/save-model.ts';
import { formatVersion } from './model/saved-form.ts';
import { train } from './model/train.ts';

/** Where the starter corpus lies, and the shipped model once it was made. */
export const dataFolder = join(import.meta.dirname, 'data');

/**
 * The model for the demonstration city's topics, trained from the starter corpus. It isn't kept in the
 * repository: the first process that needs it trains it (some seconds) and leaves it in `data/model`, where
 * the next one finds it until the corpus or the recipe changes. Two that train at once write the same bytes.
 */
export function loadShippedModel(folder: string = dataFolder): Model {
  const corpus = readCorpus(folder);
  const source = sourceOf(corpus);
  const cache = join(folder, 'model');
  const kept = findKept(cache, source);
  if (kept) return kept;
  const model = trainShipped(corpus, source);
  try {
    saveModel(model, cache);
  } catch (error) {
    // Another process may have been faster, or the folder is read-only: the model itself is as good.
    if (!(error instanceof MinqingError)) throw error;
  }
  return model;
}

/**
 * The corpus was written by few hands, so that a part of it held out is easier than what citizens send, and would
 * make the model too sure of itself: these two numbers are from real complaints, see `EXPERIMENTS.md`.
 */
export const shippedCalibration: Calibration = { temperature: 4, doubt: 0.06 };

/** Topic codes are a tree by their digits: 010401 belongs to 0104 and to 01. */
export function topicAncestors(code: string): string[] {
  return [code.slice(0, 4), code.slice(0, 2)];
}

function trainShipped(corpus: Corpus, source: string): Model {
  return train(corpus.sentences, {
    name: 'shipped',
    source,
    recipe: recipes.scarce,
    hints: corpus.terms,
    ancestors: topicAncestors,
    calibration: shippedCalibration,
  });
}

function findKept(cache: string, source: string): Model | null {
  try {
    return readHeader(cache).provenance.source === source ? loadModel(cache) : null;
  } catch (error) {
    if (error instanceof MinqingError) return null;
    throw error;
  }
}

function sourceOf(corpus: Corpus): string {
  const recipe = JSON.stringify([formatVersion, recipes.scarce, shippedCalibration]);
  return createHash('sha256').update(corpus.hash).update(recipe).digest('hex');
}
