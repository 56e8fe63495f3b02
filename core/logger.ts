import pino from 'pino';

export type Logger = pino.Logger;
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

// A log is read by people who may not know who complained, or in which words.
const secret = ['phone', 'text', 'contact', 'password', 'token', 'url', 'databaseUrl', 'redisUrl'];
const paths = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Structured logs to standard error, so that a command's standard output stays its result. */
export function createLogger(service: string, level: LogLevel = 'info'): Logger {
  return pino(
    { name: service, level, redact: { paths, censor: '[已隐去]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}
