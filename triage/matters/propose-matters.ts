import type { Directory } from '../../core/directory.ts';
import type { Proposal } from '../../core/proposal.ts';
import { knownTopics } from '../known-topics.ts';
import type { Model } from '../model/model.ts';
import { rank } from '../model/rank.ts';
import { readPlace } from '../place/read-place.ts';
import { route } from '../route/route.ts';
import { splitMatters } from './split-matters.ts';

/** A matter's own topics, for the reviewer; the rest of the tree is noise. */
const shownTopics = 3;
const rankedTopics = 20;

/**
 * The matters that a complaint holds, each with its topics and the unit that would answer; empty where it holds one.
 * Where all would go to one unit with one topic there is nothing to split.
 */
export function proposeMatters(
  model: Model,
  directory: Directory,
  text: string,
  districtCode: string | null,
): Proposal['matters'] {
  const rankTopics = (words: string) =>
    knownTopics(rank(model, { text: words }, { top: rankedTopics, explained: 0 }), directory);
  return splitMatters(text, rankTopics).map((draft) => {
    // What a matter does not say of its place, the rest of the message may.
    const district = readPlace(directory, draft.text)?.place.districtCode ?? districtCode;
    const topics = draft.topics.map(({ topic, probability }) => ({ code: topic.code, probability }));
    const [first] = route(directory, { topics, text: draft.text, districtCode: district });
    return {
      text: draft.text,
      topics: draft.topics
        .slice(0, shownTopics)
        .map(({ topic, probability }) => ({ code: topic.code, path: topic.path, probability })),
      department: first?.department ?? null,
    };
  });
}
