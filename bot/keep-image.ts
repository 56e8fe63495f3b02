import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { attachmentPath } from '../core/attachment-path.ts';
import type { KeptFile } from '../prisma/conversations/record-messages.ts';
import { cleanImage } from './clean-image.ts';
import type { ImageFile } from './incoming.ts';

/**
 * Draws a photograph anew and writes it under a random name, whole or not at all.
 * @throws MinqingError `invalid` when it is no image
 */
export async function keepImage(attachmentsDir: string, image: ImageFile): Promise<KeptFile> {
  const { fileName, mimeType, bytes } = await cleanImage(image);
  const storedAs = randomUUID();
  const path = attachmentPath(attachmentsDir, storedAs);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: fileName.slice(0, 200), mimeType, bytes: bytes.length, sha256, storedAs };
}
