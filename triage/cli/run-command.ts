import { type ParseArgsConfig, parseArgs } from 'node:util';
import { describeError, MinqingError } from '../../core/errors.ts';
import { exitCodeOf } from '../../core/run-main.ts';

/**
 * Runs a command: whatever goes wrong becomes one line on standard error and an exit status, never a stack
 * trace. A reader that closes our output early (`| head`) ends the command without complaint.
 */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.stderr.write(`${error.message}\n`);
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${describeError(error).replaceAll('\n', ' ')}\n`);
    process.exitCode = error instanceof MinqingError ? exitCodeOf(error) : 1;
  }
}

/** The command line's options; an unknown or incomplete one is the caller's mistake, in one line. */
export function readOptions<const T extends NonNullable<ParseArgsConfig['options']>>(options: T) {
  try {
    return parseArgs({ args: process.argv.slice(2), options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new MinqingError('invalid', describeError(error).split(/\. |\n/)[0]!, { cause: error });
  }
}

export function wrongUsage(message: string): MinqingError {
  return new MinqingError('invalid', message);
}

/** Reads an option that names one of a few things. */
export function oneOf<const T extends readonly string[]>(option: string, value: string, names: T): T[number] {
  if (names.includes(value)) return value;
  throw wrongUsage(`--${option} is one of ${names.join(', ')}, not "${value}"`);
}

/** Writes a line and waits where the reader is slower than we are. */
export async function writeLine(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
