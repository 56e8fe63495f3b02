import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileStore, type FileSettings, type FileStore } from '../../../core/files/file-store.ts';
import { type S3Server, startS3Server } from '../../support/s3-server.ts';

const secret = 'a secret that nobody knows';
let folder: string;
let s3: S3Server;
const settings = (more: Partial<FileSettings> = {}): FileSettings => ({
  attachmentsDir: folder,
  s3Region: 'cn-test-1',
  s3PathStyle: true,
  ...more,
});
const bucket = (more: Partial<FileSettings> = {}) =>
  settings({
    s3Endpoint: s3.url,
    s3Bucket: 'minqing',
    s3AccessKeyId: 'key',
    s3SecretAccessKey: secret,
    ...more,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minqing-files-'));
  s3 = await startS3Server('minqing', secret);
});
afterAll(async () => {
  await s3?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['a folder', () => settings()],
  ['a bucket', () => bucket()],
])('files in %s', (_title, open) => {
  let store: FileStore;
  beforeAll(() => {
    store = createFileStore(open());
  });

  test('come back as they were', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251));
    await store.put('0b9e7c1a-photo', bytes, 'image/jpeg');
    const found = await store.open('0b9e7c1a-photo');
    expect(found?.bytes).toBe(bytes.length);
    expect((await buffer(found!.stream)).equals(bytes)).toBe(true);
  });

  test('that are not there are not there', async () => {
    expect(await store.open('ffffffff-nothing')).toBeNull();
  });
});

test('a folder keeps nothing half-written', async () => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'));
  expect(names).toEqual([]);
});

test('a bucket keeps the type, and takes what it refused for a moment', async () => {
  s3.fail(503, 500);
  await createFileStore(bucket()).put('late', Buffer.from('film'), 'video/mp4');
  expect(s3.files.get('/minqing/late')).toMatchObject({ type: 'video/mp4' });
});

test.each([
  ['a wrong key', { s3SecretAccessKey: 'guessed' }],
  ['a bucket that is not there', { s3Bucket: 'elsewhere' }],
  ['a store that does not answer', { s3Endpoint: 'http://127.0.0.1:9' }],
])('%s is an error that names the store and no secret', async (_title, more) => {
  const putting = createFileStore(bucket(more)).put('x', Buffer.from('x'), 'image/png');
  await expect(putting).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/^文件存储没有应答：http:\/\/127\.0\.0\.1:\d+\/$/),
  });
});

test('settings that are missing are named at the start', () => {
  const half = bucket({ s3Bucket: undefined, s3SecretAccessKey: undefined });
  expect(() => createFileStore(half)).toThrow('文件存储还缺设置：S3_BUCKET、S3_SECRET_ACCESS_KEY');
});
