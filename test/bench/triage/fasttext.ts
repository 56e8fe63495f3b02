import { type FastTextModel, getFastTextClass, getFastTextModule } from 'fasttext.wasm.js';
import { normalise } from '../../../core/text/normalise.ts';
import type { Labelled } from '../../../triage/engines/engine.ts';
import type { Example } from '../../../triage/model/train.ts';
import type { Readable } from '../../../triage/text/features.ts';
import { segment } from '../../../triage/text/segment.ts';
import { type Peer, timed } from './peer.ts';

/**
 * fastText's own WebAssembly build: 50 dimensions, 25 epochs, learning rate 0.5, pairs of neighbours, one thread, a
 * fixed seed. Over characters, and over words.
 */
const settings = {
  dim: 50,
  epoch: 25,
  lr: 0.5,
  wordNgrams: 2,
  minCount: 1,
  minn: 0,
  maxn: 0,
  bucket: 200_000,
  loss: 'softmax',
  seed: 1,
  verbose: 0,
};

export const fastTextOverCharacters: Peer = peerOver('fastText, characters', (text) => [
  ...text.replace(/\s+/g, ''),
]);
export const fastTextOverWords: Peer = peerOver('fastText, words', (text) =>
  segment(text).map((word) => word.text),
);

function peerOver(name: string, cut: (text: string) => string[]): Peer {
  const line = ({ title, text }: Readable) => cut(normalise(title ? `${title}。${text}` : text)).join(' ');
  return {
    name,
    async run(training, tested) {
      const FastText = await getFastTextClass({ getFastTextModule });
      const labels = [...new Set(training.map(({ label }) => label))];
      const content = training
        .map((example: Example) => `__label__${labels.indexOf(example.label)} ${line(example)}`)
        .join('\n');
      const url = `data:text/plain;base64,${Buffer.from(`${content}\n`).toString('base64')}`;
      const before = process.cpuUsage();
      const model = (await new FastText().trainSupervised(url, settings, () => {})) as FastTextModel;
      const { user, system } = process.cpuUsage(before);
      const [rankings, predictSeconds] = timed(() =>
        tested.map((example) => read(model.predict(line(example), labels.length), labels)),
      );
      return { rankings, trainSeconds: (user + system) / 1e6, predictSeconds };
    },
  };
}

function read(answer: ReturnType<FastTextModel['predict']>, labels: readonly string[]): Labelled[] {
  const ranking = Array.from({ length: answer.size() }, (_, i) => {
    const [probability, label] = answer.get(i);
    return { label: labels[Number(label.slice('__label__'.length))]!, probability: Math.min(1, probability) };
  });
  answer.delete();
  return ranking.length > 0 ? ranking : [{ label: labels[0]!, probability: 1 / labels.length }];
}
