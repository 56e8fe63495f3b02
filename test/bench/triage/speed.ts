import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModel } from '../../../triage/model/load-model.ts';
import type { Model } from '../../../triage/model/model.ts';
import { saveModel } from '../../../triage/model/save-model.ts';
import type { Example } from '../../../triage/model/train.ts';
import { type Peer, timed } from './peer.ts';

const sizes = [2_500, 10_000];

/** Processor seconds to learn from so many complaints, and complaints a second to answer; the real ones, repeated. */
export async function measureSpeed(
  peers: readonly Peer[],
  real: readonly Example[],
  tell: (line: string) => void,
) {
  const rows = [];
  for (const size of sizes) {
    const training = Array.from({ length: size }, (_, i) => real[i % real.length]!);
    for (const peer of peers) {
      const { trainSeconds, predictSeconds } = await peer.run(training, real);
      rows.push({ name: peer.name, size, trainSeconds, predictPerSecond: real.length / predictSeconds });
      tell(`speed, ${peer.name}, ${size}: ${trainSeconds.toFixed(1)} s`);
    }
  }
  return rows;
}

/** Milliseconds to load a model from its folder (the median of five), and its tables' size in memory. */
export async function measureLoading(model: Model) {
  const folder = join(await mkdtemp(join(tmpdir(), 'minqing-model-')), 'model');
  try {
    saveModel(model, folder);
    const times = Array.from({ length: 5 }, () => timed(() => loadModel(folder))[1] * 1000);
    const { vocabulary, weights, scales, biases } = model;
    const tables = [vocabulary.features, vocabulary.index.keys, vocabulary.rarity, weights, scales, biases];
    return {
      features: vocabulary.features.length,
      labels: model.labels.length,
      loadMs: times.sort((a, b) => a - b)[2]!,
      megabytes: tables.reduce((sum, table) => sum + table.byteLength, 0) / 1e6,
    };
  } finally {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
}
