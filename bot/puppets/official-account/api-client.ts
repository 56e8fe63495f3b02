import { type AccessToken, createTokenSource, type TokenStore } from './access-token.ts';
import { errorOf, OfficialAccountError } from './api-error.ts';

const answerWithinMs = 5_000;
const triesOfOneCall = 2;
/** Media and everything else that the API answers with. */
const mostAnswerBytes = 20 * 1024 * 1024;

export interface ApiOptions {
  appId: string;
  appSecret: string;
  /** https://api.weixin.qq.com, or one that stands in for it. */
  apiBase: string;
  tokenStore: TokenStore;
  now: () => Date;
  timeoutMs?: number | undefined;
}

/** Bytes that the API answered with instead of JSON. */
export interface Download {
  bytes: Buffer<ArrayBuffer>;
  contentType: string;
}

export interface ApiClient {
  /** @throws OfficialAccountError after one repetition of whatever a repetition can mend */
  call<T = unknown>(path: string, body: unknown, query?: Record<string, string>): Promise<T>;
  upload<T = unknown>(path: string, form: () => FormData, query?: Record<string, string>): Promise<T>;
  /** JSON where the API says something, else what it sends. */
  download(path: string, query: Record<string, string>): Promise<Download | { json: unknown }>;
  /** A file at an address that the API told, without the token. */
  fetchFile(url: URL): Promise<Buffer<ArrayBuffer>>;
}

async function readBounded(response: Response, path: string): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > mostAnswerBytes)
      throw new OfficialAccountError(null, 'give-up', `${path}: the answer is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Errors come with status 200, too: what counts is `errcode`. */
function checkJson(json: unknown, path: string, status: number): unknown {
  if (typeof json !== 'object' || json === null)
    throw new OfficialAccountError(null, 'retry', `${path}: status ${status} and no JSON`);
  const { errcode = 0, errmsg = '' } = json as { errcode?: unknown; errmsg?: unknown };
  if (errcode !== 0) throw errorOf(Number(errcode), String(errmsg), path);
  if (status >= 400) throw new OfficialAccountError(null, 'retry', `${path}: status ${status}`);
  return json;
}

/** Calls of the official account's API with its one shared token. */
export function createApiClient(options: ApiOptions): ApiClient {
  const { appId, appSecret, apiBase, tokenStore, now, timeoutMs = answerWithinMs } = options;

  function send(path: string, query: Record<string, string>, init: RequestInit) {
    const url = new URL(path, apiBase);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return request(url, path, init);
  }

  async function request(url: URL, path: string, init: RequestInit) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      const contentType = response.headers.get('content-type') ?? '';
      return { status: response.status, contentType, bytes: await readBounded(response, path) };
    } catch (cause) {
      if (cause instanceof OfficialAccountError) throw cause;
      throw new OfficialAccountError(null, 'retry', `${path}: no answer`, { cause });
    }
  }

  const json = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

  async function askToken(force: boolean): Promise<AccessToken> {
    const path = '/cgi-bin/stable_token';
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force };
    const { status, bytes } = await send(path, {}, json(body));
    const answer = checkJson(parseJson(bytes), path, status) as { access_token: string; expires_in: number };
    if (typeof answer.access_token !== 'string' || !(answer.expires_in > 0))
      throw new OfficialAccountError(null, 'retry', `${path}: no token in the answer`);
    return { value: answer.access_token, expiresAt: new Date(now().getTime() + answer.expires_in * 1000) };
  }
  const tokens = createTokenSource(tokenStore, askToken, now);

  /** One call with the token; once more when the token was refused, the network failed or WeChat was busy. */
  async function tryTwice<T>(attempt: (token: string) => Promise<T>): Promise<T> {
    let token = await tokens.get();
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(token);
      } catch (error) {
        if (!(error instanceof OfficialAccountError) || tries === triesOfOneCall) throw error;
        if (error.remedy === 'renew') token = await tokens.replace(token);
        else if (error.code !== -1) throw error;
      }
    }
  }

  const callJson = (path: string, query: Record<string, string>, init: () => RequestInit) =>
    tryTwice(async (token) => {
      const { status, bytes } = await send(path, { ...query, access_token: token }, init());
      return checkJson(parseJson(bytes), path, status);
    });

  return {
    call: <T>(path: string, body: unknown, query = {}) =>
      callJson(path, query, () => json(body)) as Promise<T>,
    upload: <T>(path: string, form: () => FormData, query = {}) =>
      callJson(path, query, () => ({ method: 'POST', body: form() })) as Promise<T>,
    async fetchFile(url) {
      const { status, bytes } = await request(url, url.pathname, {});
      if (status === 200) return bytes;
      throw new OfficialAccountError(null, 'retry', `${url.pathname}: status ${status}`);
    },
    download: (path, query) =>
      tryTwice(async (token) => {
        const answer = await send(path, { ...query, access_token: token }, {});
        const parsed = answer.contentType.includes('image/') ? undefined : parseJson(answer.bytes);
        if (typeof parsed === 'object' && parsed !== null)
          return { json: checkJson(parsed, path, answer.status) };
        if (answer.status >= 400)
          throw new OfficialAccountError(null, 'retry', `${path}: status ${answer.status}`);
        return { bytes: answer.bytes, contentType: answer.contentType };
      }),
  };
}
