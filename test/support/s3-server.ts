import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** The signature as AWS's documents compute it (Signature Version 4), written apart from any client. */
function signatureOf(request: IncomingMessage, secret: string): { expected: string; given: string } {
  const authorization = request.headers.authorization ?? '';
  const [, scope = '', signed = '', given = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+?), ?SignedHeaders=(\S+?), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const url = new URL(request.url ?? '/', 'http://s3');
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const payload = String(request.headers['x-amz-content-sha256']);
  const canonical = [
    request.method,
    url.pathname,
    url.searchParams.toString(),
    headers.join(''),
    signed,
    payload,
  ];
  const date = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical.join('\n'))].join('\n');
  const [day = '', region = '', service = '', end = ''] = scope.split('/');
  const key = [region, service, end].reduce((chain, part) => hmac(chain, part), hmac(`AWS4${secret}`, day));
  return { expected: hmac(key, toSign).toString('hex'), given };
}

export interface S3Server {
  url: string;
  /** By bucket and name, with the type that each came with. */
  files: Map<string, { bytes: Buffer; type: string }>;
  /** How the next requests fare instead. */
  fail(...statuses: number[]): void;
  close(): Promise<void>;
}

/** One bucket's worth of S3: what is not signed with the secret, or is not the bytes that were signed, is refused. */
export async function startS3Server(bucket: string, secret: string): Promise<S3Server> {
  const files: S3Server['files'] = new Map();
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const failure = failures.shift();
    if (failure) return response.writeHead(failure).end('<Error><Code>SlowDown</Code></Error>');
    const { expected, given } = signatureOf(request, secret);
    const hash = request.headers['x-amz-content-sha256'];
    if (expected !== given || (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha256(body)))
      return response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    const name = decodeURIComponent(request.url ?? '');
    if (!name.startsWith(`/${bucket}/`)) return response.writeHead(404).end('NoSuchBucket');
    if (request.method === 'PUT') {
      files.set(name, { bytes: body, type: request.headers['content-type'] ?? '' });
      return response.end();
    }
    const file = files.get(name);
    if (!file) return response.writeHead(404).end('NoSuchKey');
    response
      .writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes.length })
      .end(file.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    fail: (...statuses) => failures.push(...statuses),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
