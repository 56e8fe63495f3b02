import { MinqingError } from '../../core/errors.ts';
import type { Prisma, PrismaClient } from '../../prisma/client.ts';
import { promoteModel, shadowModel } from '../../prisma/learning/change-model.ts';
import { isHeldOut } from '../../prisma/learning/held-out.ts';
import { listReviews, type Review } from '../../prisma/learning/list-reviews.ts';
import { findWanted, registerModel } from '../../prisma/learning/model-versions.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import { readCorpus } from '../corpus.ts';
import { modelName } from '../model/model.ts';
import { saveModel } from '../model/save-model.ts';
import { propose } from '../propose.ts';
import { dataFolder, loadShippedModel } from '../shipped.ts';
import { type Comparison, compareModels } from './compare.ts';
import { modelFolder, openVersion } from './model-folder.ts';
import { canTeach, trainCandidate } from './train-candidate.ts';

export interface Learned {
  /** `name@version` of the candidate. */
  model: string;
  examples: number;
  /** Reviewed cases that it learned from. */
  reviews: number;
  comparison: Comparison;
  /** What became of it. */
  role: 'in_service' | 'shadow';
}

/** Who is named where the comparison on held-out reviews decided. */
const byFigures = 'figures';

/**
 * Trains a candidate on the reviews of a city, keeps it in the registry and sets it against the model in service. A
 * better one is promoted at once (unless `shadowFirst`), any other goes into shadow.
 * @throws MinqingError `conflict` where there is nothing new to learn
 */
export async function learnFromHistory(
  { db, modelsDir }: { db: PrismaClient; modelsDir: string },
  { seed, shadowFirst, now }: { seed: number; shadowFirst: boolean; now: () => Date },
): Promise<Learned> {
  const directory = await loadDirectory(db);
  const taught: Review[] = [];
  const heldOut: Review[] = [];
  for await (const review of listReviews(db)) {
    if (canTeach(review, directory)) (isHeldOut(review.caseId) ? heldOut : taught).push(review);
  }
  if (taught.length === 0) throw new MinqingError('conflict', '还没有受理员复核过的工单，没有可学的内容');
  const { inService } = await findWanted(db);
  const serving = inService === null ? loadShippedModel() : openVersion(modelsDir, inService, directory);
  const corpus = readCorpus(dataFolder);
  const candidate = trainCandidate(corpus, taught, seed);
  const version = modelName(candidate);
  if (version === inService)
    throw new MinqingError('conflict', `与正在使用的模型 ${version} 相同，没有新内容可学`);
  const comparison = compareModels(serving, candidate, heldOut, directory, (model, known, review) =>
    propose(model, known, { text: review.text, sceneId: review.sceneId, location: review.location }),
  );
  saveModel(candidate, modelFolder(modelsDir, version));
  const examples = corpus.sentences.length + taught.length;
  const evaluation = comparison as unknown as Prisma.InputJsonObject;
  await registerModel(db, { version, examples, reviews: taught.length, evaluation }, byFigures, now());
  const act = { by: byFigures, note: describeComparison(comparison), now: now() };
  const role = comparison.better && !shadowFirst ? 'in_service' : 'shadow';
  if (role === 'in_service') await promoteModel(db, version, act);
  else await shadowModel(db, version, act);
  return { model: version, examples, reviews: taught.length, comparison, role };
}

/** In Chinese, for the record and the command line. */
export function describeComparison(comparison: Comparison): string {
  const { heldOut, inService, candidate, p } = comparison;
  if (heldOut === 0) return '没有留出的复核可以比较';
  const share = (right: number) => `${((100 * right) / heldOut).toFixed(1)}%`;
  return `留出的 ${heldOut} 件复核：事项正确 ${share(inService.topicRight)} → ${share(candidate.topicRight)}，承办单位正确 ${share(inService.departmentRight)} → ${share(candidate.departmentRight)}，p=${p.toFixed(4)}`;
}
