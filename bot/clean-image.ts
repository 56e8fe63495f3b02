import sharp from 'sharp';
import { MinqingError } from '../core/errors.ts';
import type { MediaFile } from './incoming.ts';

const mostBytes = 15 * 1024 * 1024;
const mostPixels = 60_000_000;
/** Enough to read a house number. */
const longestSide = 2_560;
const formats = ['jpeg', 'png', 'gif', 'webp'];

// Photographs come one at a time; nothing is worth keeping in memory between them.
sharp.cache(false);
sharp.concurrency(1);

/**
 * A photograph drawn anew: what it is is told by its content, and place, time and camera that a telephone writes into
 * it stay behind.
 * @throws MinqingError `invalid` for anything that is no image, or too large
 */
export async function cleanImage(image: MediaFile): Promise<MediaFile> {
  if (image.bytes.byteLength > mostBytes) throw new MinqingError('invalid', '图片太大，请发小一点的');
  try {
    const source = sharp(image.bytes, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format = '', hasAlpha } = await source.metadata();
    if (!formats.includes(format)) throw new Error(`${format} is not taken`);
    const drawn = source
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
    const type = hasAlpha ? 'png' : 'jpeg';
    const bytes = await (hasAlpha ? drawn.png() : drawn.jpeg({ quality: 82 })).toBuffer();
    return { fileName: image.fileName, mimeType: `image/${type}`, bytes };
  } catch (cause) {
    throw new MinqingError('invalid', '这张图片打不开，请换一张再发', { cause });
  }
}
