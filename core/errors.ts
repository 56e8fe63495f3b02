/** What went wrong, in the words every edge knows. Everything that is not one of these is a bug. */
export const errorCodes = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * The one error that is thrown on purpose. HTTP, jobs, chat and the command line each translate `code` with a table
 * of their own; `message` is Chinese and may be shown to a person; `detail` names what is wrong, field by field.
 */
export class MinqingError extends Error {
  readonly code: ErrorCode;
  readonly detail: Record<string, string> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { detail?: Record<string, string> | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MinqingError';
    this.code = code;
    this.detail = options.detail;
  }
}

/** The text of anything that was thrown; several attempts in one (two addresses of a host) become one line. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(describeError).join('; ');
  }
  return error instanceof Error ? error.message || error.name : String(error);
}
