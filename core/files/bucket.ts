import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { unavailable } from '../address.ts';
import { MinqingError } from '../errors.ts';
import type { FileSettings, FileStore } from './file-store.ts';

type BucketSettings = Omit<FileSettings, 'attachmentsDir' | 's3Endpoint'> & { s3Endpoint: string };

const answerWithinMs = 30_000;
const tries = 3;

function required(settings: BucketSettings) {
  const { s3Bucket, s3AccessKeyId, s3SecretAccessKey } = settings;
  const values = {
    S3_BUCKET: s3Bucket,
    S3_ACCESS_KEY_ID: s3AccessKeyId,
    S3_SECRET_ACCESS_KEY: s3SecretAccessKey,
  };
  const missing = Object.entries(values).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length > 0) throw new MinqingError('invalid', `文件存储还缺设置：${missing.join('、')}`);
  return { bucket: s3Bucket!, accessKeyId: s3AccessKeyId!, secretAccessKey: s3SecretAccessKey! };
}

/** A bucket of an S3-compatible store: AWS, MinIO, Ceph, and the clouds that speak its language. */
export function openBucket(settings: BucketSettings): FileStore {
  const { s3Endpoint, s3Region, s3PathStyle } = settings;
  const { bucket, ...keys } = required(settings);
  const client = new AwsClient({ ...keys, service: 's3', region: s3Region, retries: tries - 1 });

  function urlOf(name: string): string {
    const url = new URL(s3Endpoint);
    const folder = url.pathname.replace(/\/$/, '');
    if (!s3PathStyle) url.hostname = `${bucket}.${url.hostname}`;
    url.pathname = s3PathStyle ? `${folder}/${bucket}/${name}` : `${folder}/${name}`;
    return url.href;
  }

  async function ask(name: string, init: RequestInit): Promise<Response> {
    const response = await client
      .fetch(urlOf(name), { ...init, signal: AbortSignal.timeout(answerWithinMs) })
      .catch((cause: unknown) => {
        throw unavailable('文件存储', s3Endpoint, cause);
      });
    if (response.ok || response.status === 404) return response;
    // The store's own words name the key and the bucket: they are for the log.
    const cause = new Error(`status ${response.status}: ${(await response.text()).slice(0, 300)}`);
    throw unavailable('文件存储', s3Endpoint, cause);
  }

  return {
    async put(name, bytes, mimeType) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const headers = { 'Content-Type': mimeType, 'X-Amz-Content-Sha256': hash };
      const { status } = await ask(name, { method: 'PUT', headers, body: Buffer.from(bytes) });
      if (status === 404) throw unavailable('文件存储', s3Endpoint, new Error(`no bucket ${bucket}`));
    },
    async open(name) {
      const response = await ask(name, { method: 'GET' });
      if (response.status === 404 || !response.body) {
        await response.body?.cancel();
        return null;
      }
      const length = response.headers.get('content-length');
      return {
        bytes: Number(length),
        stream: Readable.fromWeb(response.body as unknown as ReadableStream<Uint8Array>),
      };
    },
  };
}
