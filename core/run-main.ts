import { type ErrorCode, MinqingError } from './errors.ts';
import { untilReleased } from './start/hold.ts';

const exitCodes: Record<ErrorCode, number> = {
  invalid: 2,
  unauthenticated: 2,
  forbidden: 2,
  not_found: 1,
  conflict: 1,
  rate_limited: 3,
  unavailable: 3,
};

/** The exit status of a command that failed: 1 bad input, 2 wrong settings, 3 a service does not answer. */
export function exitCodeOf(error: unknown): number {
  return error instanceof MinqingError ? exitCodes[error.code] : 1;
}

/** Runs a command's main function; a known error becomes one line on standard error and its exit status. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await untilReleased();
    await main();
  } catch (error) {
    const known = error instanceof MinqingError;
    const text = known
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
