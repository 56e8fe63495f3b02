import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { normalise } from '../../../core/text/normalise.ts';
import type { Readable } from '../../../triage/text/features.ts';
import type { Peer } from './peer.ts';

const pythons = ['python3', '/usr/bin/python3'];

/** scikit-learn's peers, where a Python has it; else none, and why. */
export function findSklearn(): { peers: Peer[]; missing: string | null } {
  const python = pythons.find((path) => spawnSync(path, ['-c', 'import sklearn']).status === 0);
  if (!python) return { peers: [], missing: 'scikit-learn: left out, for no Python here has it' };
  return {
    peers: [
      peerOf(python, 'scikit-learn TF-IDF + LinearSVC', 'svc'),
      peerOf(python, 'scikit-learn TF-IDF + LogisticRegression', 'logistic'),
    ],
    missing: null,
  };
}

const written = ({ title, text }: Readable) => normalise(title ? `${title}。${text}` : text);

interface Answer {
  labels: string[];
  scores: number[][];
  trainSeconds: number;
  predictSeconds: number;
}

function peerOf(python: string, name: string, kind: string): Peer {
  return {
    name,
    async run(training, tested) {
      const child = spawn(python, [join(import.meta.dirname, 'tfidf-peers.py'), kind], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      child.stdin.end(
        JSON.stringify({
          training: training.map(written),
          labels: training.map(({ label }) => label),
          tested: tested.map(written),
        }),
      );
      const { labels, scores, ...seconds } = JSON.parse(await text(child.stdout)) as Answer;
      const rankings = scores.map((row) =>
        row
          .map((probability, i) => ({ label: labels[i]!, probability }))
          .sort((a, b) => b.probability - a.probability),
      );
      return { rankings, ...seconds };
    },
  };
}
