import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linearEngine } from '../../../triage/engines/linear.ts';
import { bayesEngine, logisticEngine } from '../../../triage/engines/natural.ts';
import { rank } from '../../../triage/model/rank.ts';
import { loadShippedModel } from '../../../triage/shipped.ts';
import { crossValidate } from './cross-validate.ts';
import { fastTextOverCharacters, fastTextOverWords } from './fasttext.ts';
import { measureLearning } from './learning-curve.ts';
import { type Peer, peerOf, timed } from './peer.ts';
import { readRealComplaints } from './real-complaints.ts';
import { renderReport } from './report.ts';
import { findSklearn } from './sklearn.ts';
import { measureLoading, measureSpeed } from './speed.ts';
import { measureStarter } from './starter-corpus.ts';

/**
 * `npm run bench:triage [-- --write]`: the classifier beside its peers, all in one run on the same splits. Prints the
 * tables and, last, the same as JSON; `--write` puts the tables into `triage/BENCHMARK.md`. Takes about twenty
 * minutes.
 */
const tell = (line: string) => process.stderr.write(`${line}\n`);
const real = readRealComplaints();
const shipped = loadShippedModel();
const ours = peerOf(linearEngine());
const { peers: sklearn, missing } = findSklearn();
if (missing) tell(missing);
const shippedPeer: Peer = {
  name: ours.name,
  async run(_, tested) {
    const [rankings, predictSeconds] = timed(() =>
      tested.map((example) => rank(shipped, example, { top: shipped.labels.length, explained: 0 })),
    );
    return { rankings, trainSeconds: Number.NaN, predictSeconds };
  },
};
const fastText = [fastTextOverCharacters, fastTextOverWords];
const natural = [bayesEngine, logisticEngine].map(peerOf);

const results = {
  examples: real.length,
  folds: await crossValidate([ours, ...fastText, ...sklearn, ...natural], real, tell),
  starter: await measureStarter(
    [shippedPeer, ...fastText, ...sklearn.slice(0, 1), peerOf(bayesEngine)],
    real,
    tell,
  ),
  learning: measureLearning(shipped, real, tell),
  speed: await measureSpeed([ours, ...fastText], real, tell),
  loading: await measureLoading(shipped),
  missing,
};
const report = renderReport(results);
process.stdout.write(`${report}\n${JSON.stringify(results)}\n`);
if (process.argv.includes('--write')) {
  writeFileSync(join(import.meta.dirname, '../../../triage/BENCHMARK.md'), report);
}
