import { join } from 'node:path';
import { topicPath } from '../../../core/directory.ts';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { readMap } from '../../../triage/cli/read-map.ts';
import { translate } from '../../../triage/cli/translate.ts';
import { noTopic, readCorpus } from '../../../triage/corpus.ts';
import type { Labelled } from '../../../triage/engines/engine.ts';
import type { Example } from '../../../triage/model/train.ts';
import type { Peer } from './peer.ts';
import { figuresOf, judge } from './real-complaints.ts';

const root = join(import.meta.dirname, '../../..');

/** Translates answers about the shipped topics into the labels of the real complaints. */
export function openTranslation(): (ranking: readonly Labelled[]) => Labelled[] {
  const { directory } = readCity(join(root, 'prisma/city/jingzhou'));
  const paths = new Map(directory.topics.map((topic) => [topic.code, topicPath(topic)]));
  const map = readMap(join(root, 'triage/data/maps/teddy.tsv'));
  return (ranking) =>
    translate(
      ranking.map(({ label, probability }) => ({ label: paths.get(label) ?? label, probability })),
      map,
    );
}

/** Peers that learn the starter corpus, and answer for real complaints that none of them has seen. */
export async function measureStarter(
  peers: readonly Peer[],
  real: readonly Example[],
  tell: (line: string) => void,
) {
  const translated = openTranslation();
  const { sentences, terms } = readCorpus(join(root, 'triage/data'));
  const training = [...sentences, ...terms].filter(({ label }) => label !== noTopic);
  const results = [];
  for (const peer of peers) {
    const { rankings, trainSeconds } = await peer.run(training, real);
    results.push({
      name: peer.name,
      ...figuresOf(judge(real, rankings.map(translated))),
      trainSeconds,
    });
    tell(`starter corpus, ${peer.name}: ${results.at(-1)!.macroF1.toFixed(4)}`);
  }
  return results;
}
