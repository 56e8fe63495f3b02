import { type Directory, type Topic, topicPath } from '../core/directory.ts';
import type { Ranked } from './model/rank.ts';

export interface RankedTopic {
  topic: Topic;
  probability: number;
}

/** The directory's topics among the labels, by code or by path; a label that this city doesn't have is no topic. */
export function knownTopics(ranked: readonly Ranked[], directory: Directory): RankedTopic[] {
  const byLabel = new Map<string, Topic>();
  for (const topic of directory.topics) byLabel.set(topicPath(topic), topic).set(topic.code, topic);
  return ranked.flatMap(({ label, probability }) => {
    const topic = byLabel.get(label);
    return topic ? [{ topic, probability }] : [];
  });
}
