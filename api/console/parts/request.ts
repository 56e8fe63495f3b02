/** What went wrong with a request, in words for the person at the desk. */
export class RequestError extends Error {
  readonly status: number;
  readonly fields: Record<string, string>;

  constructor(status: number, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

/** Random and unique; `crypto.randomUUID` is missing on pages served without TLS. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function problemOf(response: Response): Promise<RequestError> {
  const problem = (await response.json().catch(() => null)) as {
    title?: string;
    detail?: string;
    errors?: Record<string, string>;
  } | null;
  const text = problem?.detail ?? problem?.title ?? `服务器没有正常回应（${response.status}）`;
  return new RequestError(response.status, text, problem?.errors ?? {});
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new RequestError(0, '连不上服务器，请检查网络后再试');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** @throws RequestError */
export async function read<T>(path: string): Promise<T> {
  const response = await send(path, { headers: { Accept: 'application/json' } });
  return (await response.json()) as T;
}

export interface WriteOptions {
  method?: 'POST' | 'DELETE';
  body?: unknown;
  /** Version of the case that the person has seen. */
  version?: number;
  /** The same for each repetition of one act, so that it happens once. */
  idempotencyKey?: string;
}

/**
 * Everything that changes something; null where the server has nothing to say.
 * @throws RequestError
 */
export async function write<T>(path: string, options: WriteOptions = {}): Promise<T | null> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'X-Requested-With': 'minqing',
    'Idempotency-Key': options.idempotencyKey ?? newId(),
  };
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  const init: RequestInit = { method: options.method ?? 'POST', headers };
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  const response = await send(path, init);
  return response.status === 204 ? null : ((await response.json()) as T);
}
