import type { Readable } from 'node:stream';
import { openBucket } from './bucket.ts';
import { openFolder } from './folder.ts';

/** Where citizens' photographs, recordings and films lie, under random names and outside of any web root. */
export interface FileStore {
  /** Keeps a file whole or not at all. @throws MinqingError `unavailable` when the store does not answer */
  put(name: string, bytes: Uint8Array, mimeType: string): Promise<void>;
  /** Null when there is none. @throws MinqingError `unavailable` when the store does not answer */
  open(name: string): Promise<{ bytes: number; stream: Readable } | null>;
}

export interface FileSettings {
  attachmentsDir: string;
  /** An S3-compatible store; absent: files lie in `attachmentsDir`. */
  s3Endpoint?: string | undefined;
  s3Bucket?: string | undefined;
  s3Region: string;
  s3AccessKeyId?: string | undefined;
  s3SecretAccessKey?: string | undefined;
  s3PathStyle: boolean;
}

/** @throws MinqingError `invalid` naming a setting that the bucket lacks */
export function createFileStore(settings: FileSettings): FileStore {
  const { s3Endpoint, attachmentsDir } = settings;
  return s3Endpoint ? openBucket({ ...settings, s3Endpoint }) : openFolder(attachmentsDir);
}
