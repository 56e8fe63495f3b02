import { join } from 'node:path';
import { type Directory, topicPath } from '../../core/directory.ts';
import type { Proposal } from '../../core/proposal.ts';
import { readCity } from '../../prisma/directory/read-city.ts';
import { noTopic } from '../corpus.ts';
import type { Labelled } from '../engines/engine.ts';
import type { Evidence } from '../model/explain.ts';
import { loadModel } from '../model/load-model.ts';
import { type Model, modelName } from '../model/model.ts';
import { type Ranked, rank } from '../model/rank.ts';
import { proposeRanked } from '../propose.ts';
import { loadShippedModel } from '../shipped.ts';
import type { Readable } from '../text/features.ts';
import type { LabelMap } from './read-map.ts';
import { wrongUsage } from './run-command.ts';
import { translate } from './translate.ts';

/** What a model says of a record, before it is printed. */
export interface Answer {
  /** Most probable first, at least one. */
  labels: Labelled[];
  evidence: Evidence[];
  /** Only from the shipped model, which knows the city. */
  proposal: Proposal | null;
}

/** A model with all it takes to answer: its own labels, or those that a map translates them into. */
export interface Answerer {
  model: string;
  directory: Directory | null;
  answer(readable: Readable): Answer;
}

const cityFolder = join(import.meta.dirname, '..', '..', 'prisma', 'city', 'jingzhou');

/** The model of a folder, or without one the shipped model with the demonstration city. */
export function openAnswerer(modelFolder: string | undefined, map: LabelMap | null): Answerer {
  const model = modelFolder === undefined ? loadShippedModel() : loadModel(modelFolder);
  const directory = modelFolder === undefined ? openCity() : null;
  const nameOf = directory ? pathOf(directory) : (label: string) => label;
  return {
    model: modelName(model),
    directory,
    answer(readable) {
      const ranked = rank(model, readable, { top: model.labels.length });
      const named = ranked.map((one) => ({ ...one, label: nameOf(one.label) }));
      const labels = map
        ? translate(named, map)
        : named.map(({ label, probability }) => ({ label, probability }));
      const proposal = directory && proposeRanked(ranked, model, directory, readable);
      return { labels, evidence: evidenceFor(model, readable, ranked, labels[0], map, nameOf), proposal };
    },
  };
}

/** The words for the first label; where a map moved another label to the front, for the strongest behind it. */
function evidenceFor(
  model: Model,
  readable: Readable,
  ranked: readonly Ranked[],
  first: Labelled | undefined,
  map: LabelMap | null,
  nameOf: (label: string) => string,
): Evidence[] {
  const at = map && first ? ranked.findIndex(({ label }) => map(nameOf(label)) === first.label) : 0;
  if (at <= 0) return ranked[0]?.evidence ?? [];
  return rank(model, readable, { top: at + 1, explained: at + 1 })[at]?.evidence ?? [];
}

function openCity(): Directory {
  const { directory, problems } = readCity(cityFolder);
  const [problem] = problems;
  if (problem) throw wrongUsage(`${problem.file}, line ${problem.line}: ${problem.message}`);
  return directory;
}

function pathOf(directory: Directory): (label: string) => string {
  const paths = new Map(directory.topics.map((topic) => [topic.code, topicPath(topic)]));
  return (label) => paths.get(label) ?? (label === noTopic ? '不属于任何事项' : label);
}
