import { join } from 'node:path';
import { type Directory, topicPath } from '../../core/directory.ts';
import { MinqingError } from '../../core/errors.ts';
import { isModelVersion } from '../../prisma/learning/model-versions.ts';
import { loadModel } from '../model/load-model.ts';
import { type Model, modelName } from '../model/model.ts';

/** A model that knows fewer of the city's topics than this share of its labels was made for something else. */
const leastOwnLabels = 0.5;

/** Where a version lies. @throws MinqingError `invalid` for a text that names no version, and thus no folder of ours */
export function modelFolder(modelsDir: string, version: string): string {
  if (!isModelVersion(version)) throw new MinqingError('invalid', `“${version.slice(0, 80)}”不是模型版本`);
  return join(modelsDir, version);
}

/**
 * Loads a version of the registry.
 * @throws MinqingError `invalid` for a folder that is missing or damaged, holds another model than its name says, or
 *   one whose labels are not this city's topics
 */
export function openVersion(modelsDir: string, version: string, directory: Directory): Model {
  const folder = modelFolder(modelsDir, version);
  const model = loadModel(folder);
  if (modelName(model) !== version)
    throw new MinqingError('invalid', `${folder} 里的模型是 ${modelName(model)}，不是 ${version}`);
  const own = new Set(directory.topics.flatMap((topic) => [topic.code, topicPath(topic)]));
  const known = model.labels.filter((label) => own.has(label)).length;
  if (known < model.labels.length * leastOwnLabels)
    throw new MinqingError('invalid', `模型 ${version} 的标签不是本市的事项类别`);
  return model;
}
