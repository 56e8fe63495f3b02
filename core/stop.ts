import type { Logger } from './logger.ts';

/**
 * Runs `stop` once, when this process is asked to end: SIGTERM, SIGINT, or the end of the IPC channel to the process
 * that started it, so that nothing outlives a supervisor that was killed. A stop that hangs is cut off.
 */
export function onStop(stop: () => Promise<void>, logger: Logger, timeoutMs = 8_000): void {
  let stopping = false;
  const end = (reason: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, 'stopping');
    const timer = setTimeout(() => {
      logger.error({ timeoutMs }, 'could not stop in time');
      process.exit(1);
    }, timeoutMs);
    timer.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'failed while stopping');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  if (process.channel) {
    process.once('disconnect', () => end('disconnect'));
    // Only the promise to notice its end: an open channel must not keep a finished process alive.
    process.channel.unref();
  }
}
