import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { attachmentPath } from '../core/attachment-path.ts';

export interface KeptImage {
  fileName: string;
  mimeType: string;
  bytes: number;
  sha256: string;
}

/** Writes a photograph under its hash, whole or not at all; the same one is kept once. */
export async function keepImage(
  attachmentsDir: string,
  image: { fileName: string; mimeType: string; bytes: Uint8Array },
): Promise<KeptImage> {
  const sha256 = createHash('sha256').update(image.bytes).digest('hex');
  const path = attachmentPath(attachmentsDir, sha256);
  const partial = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(partial, image.bytes);
  await rename(partial, path);
  return {
    fileName: image.fileName.slice(0, 200),
    mimeType: image.mimeType,
    bytes: image.bytes.length,
    sha256,
  };
}
