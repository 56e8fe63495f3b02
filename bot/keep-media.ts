import { createHash, randomUUID } from 'node:crypto';
import { MinqingError } from '../core/errors.ts';
import type { FileStore } from '../core/files/file-store.ts';
import type { KeptFile } from '../prisma/conversations/record-messages.ts';
import { cleanImage } from './clean-image.ts';
import type { MediaFile } from './incoming.ts';

const megabyte = 1024 * 1024;
/** What else than photographs is kept, as large as a minute of it is; its content can't be drawn anew. */
const recordings = {
  audio: { mostBytes: 4 * megabyte, name: '录音' },
  video: { mostBytes: 20 * megabyte, name: '视频' },
} as const;

function checkRecording(file: MediaFile): MediaFile {
  const type = file.mimeType.split('/')[0];
  if (type !== 'audio' && type !== 'video') throw new MinqingError('invalid', '这样的文件不能接收');
  const { mostBytes, name } = recordings[type];
  if (file.bytes.byteLength > mostBytes) throw new MinqingError('invalid', `${name}太大，请发短一点的`);
  return { ...file, fileName: `${name}.${file.fileName.split('.').at(-1)}` };
}

/**
 * Keeps a photograph, drawn anew, or a recording under a random name, whole or not at all.
 * @throws MinqingError `invalid` when it is neither, or too large; `unavailable` when the store does not answer
 */
export async function keepMedia(files: FileStore, file: MediaFile): Promise<KeptFile> {
  const isRecording = Object.keys(recordings).some((type) => file.mimeType.startsWith(`${type}/`));
  const { fileName, mimeType, bytes } = isRecording ? checkRecording(file) : await cleanImage(file);
  const storedAs = randomUUID();
  await files.put(storedAs, bytes, mimeType);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: fileName.slice(0, 200), mimeType, bytes: bytes.length, sha256, storedAs };
}
