import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MinqingError } from '../../core/errors.ts';
import type { Model } from './model.ts';
import { files, formatVersion, type Header, sha256 } from './saved-form.ts';

/**
 * Keeps a model in a folder: `model.json`, `vocabulary.bin` (a little-endian double a feature) and `weights.bin` (rarities,
 * scales and biases as little-endian floats, then a byte a weight). The folder appears whole or not at all;
 * a model that was there is replaced, any other folder is left alone.
 */
export function saveModel(model: Model, folder: string): void {
  const target = resolve(folder);
  assertReplaceable(target);
  const beside = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
  try {
    mkdirSync(beside, { recursive: true });
    writeModel(model, beside);
    replaceFolder(beside, target);
  } catch (error) {
    if (error instanceof MinqingError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new MinqingError('invalid', `cannot write the model to ${folder}: ${code}`, { cause: error });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function assertReplaceable(target: string): void {
  if (!existsSync(target)) return;
  let entries: string[];
  try {
    entries = readdirSync(target);
  } catch {
    throw new MinqingError('invalid', `${target} is not a folder`);
  }
  if (entries.length > 0 && !entries.includes(files.header)) {
    throw new MinqingError('invalid', `${target} holds other files than a model: choose another folder`);
  }
}

function writeModel(model: Model, folder: string): void {
  const vocabulary = Buffer.alloc(model.vocabulary.features.length * 8);
  for (const [i, feature] of model.vocabulary.features.entries()) vocabulary.writeDoubleLE(feature, i * 8);
  const floats = [model.vocabulary.rarity, model.scales, model.biases].map(littleEndian);
  const weights = Buffer.concat([
    ...floats,
    Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.byteLength),
  ]);
  const header: Header = {
    format: 'minqing-linear',
    formatVersion,
    name: model.name,
    version: model.version,
    labels: model.labels,
    shape: model.shape,
    features: model.vocabulary.features.length,
    temperature: model.temperature,
    doubt: model.doubt,
    provenance: model.provenance,
    hashes: { vocabulary: sha256(vocabulary), weights: sha256(weights) },
  };
  writeFileSync(join(folder, files.vocabulary), vocabulary);
  writeFileSync(join(folder, files.weights), weights);
  writeFileSync(join(folder, files.header), `${JSON.stringify(header, null, 2)}\n`);
}

/** A folder cannot be renamed over a full one: the old model steps aside for the moment of the swap. */
function replaceFolder(from: string, target: string): void {
  const old = `${from}-old`;
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(from, target);
  } catch (error) {
    if (existsSync(old) && !existsSync(target)) renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes;
}
