import { MinqingError } from './errors.ts';

/** A service's address as it may be shown: no user, no password, no parameters. */
export function withoutCredentials(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return '（地址无法识别）';
  }
}

const silent = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ENOENT',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  // PostgreSQL: shutting down, starting up, too many clients
  '57P01',
  '57P03',
  '53300',
]);

/** Whether an error says that a service does not answer, rather than that it answered with a complaint. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnanswered);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return silent.has(code) || /timeout|timed out|Connection (terminated|is closed)/i.test(error.message);
}

/** The error for a service that does not answer: `unavailable`, exit status 3, named without its credentials. */
export function unavailable(name: string, url: string, cause: unknown): MinqingError {
  return new MinqingError('unavailable', `${name}没有应答：${withoutCredentials(url)}`, { cause });
}
