import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinqingError } from '../../core/errors.ts';
import type { Model } from './model.ts';
import { files, formatVersion, type Header, header as headerShape, sha256 } from './saved-form.ts';
import { vocabularyOf } from './vectorise.ts';

/**
 * Reads a model that `saveModel` wrote.
 * @throws MinqingError `invalid`, in one line, for a folder that is missing, incomplete, damaged or of another format
 */
export function loadModel(folder: string): Model {
  const header = readHeader(folder);
  const vocabularyBytes = readPart(folder, files.vocabulary, header.hashes.vocabulary);
  const bytes = readPart(folder, files.weights, header.hashes.weights);
  const labels = header.labels.length;
  const expected = 4 * (2 * header.features + labels) + header.features * labels;
  if (vocabularyBytes.length !== header.features * 8 || bytes.length !== expected) {
    throw new MinqingError('invalid', `the model in ${folder} is damaged: its parts do not fit together`);
  }
  const features = new Float64Array(header.features);
  for (let i = 0; i < features.length; i++) features[i] = vocabularyBytes.readDoubleLE(i * 8);
  let at = 0;
  const floats = (length: number) => {
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++) values[i] = bytes.readFloatLE(at + i * 4);
    at += length * 4;
    return values;
  };
  const rarity = floats(header.features);
  const scales = floats(header.features);
  const biases = floats(labels);
  return {
    name: header.name,
    version: header.version,
    labels: header.labels,
    shape: header.shape,
    vocabulary: vocabularyOf(features, rarity),
    weights: Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + at, header.features * labels)),
    scales,
    biases,
    temperature: header.temperature,
    doubt: header.doubt,
    provenance: header.provenance,
  };
}

/** What a model says of itself, without its tables. */
export function readHeader(folder: string): Header {
  const text = readFile(folder, files.header).toString('utf8');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new MinqingError('invalid', `the model in ${folder} is damaged: ${files.header} is not JSON`);
  }
  const { format, formatVersion: found } = (raw ?? {}) as { format?: unknown; formatVersion?: unknown };
  if (format !== 'minqing-linear') {
    throw new MinqingError('invalid', `${folder} does not hold a model of this program`);
  }
  if (found !== formatVersion) {
    throw new MinqingError(
      'invalid',
      `the model in ${folder} has format version ${String(found)}, this program reads ${formatVersion}: train it again`,
    );
  }
  const parsed = headerShape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.');
  throw new MinqingError(
    'invalid',
    `the model in ${folder} is damaged: ${files.header} has a wrong ${where}`,
  );
}

function readPart(folder: string, file: string, hash: string): Buffer {
  const content = readFile(folder, file);
  if (sha256(content) === hash) return content;
  throw new MinqingError('invalid', `the model in ${folder} is damaged: ${file} is not as it was written`);
}

function readFile(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem = code === 'ENOENT' || code === 'ENOTDIR' ? 'has no' : 'cannot read';
    throw new MinqingError('invalid', `no model in ${folder}: it ${problem} ${file}`, { cause: error });
  }
}
