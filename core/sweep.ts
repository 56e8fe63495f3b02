import type { Logger } from './logger.ts';

/**
 * Runs `sweep` at once and then every `seconds`, never two at a time: what is owed is found again from the
 * tables, whatever became of the queue. Errors are logged and the next round tries again.
 */
export function repeatSweep(name: string, seconds: number, sweep: () => Promise<void>, logger: Logger) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const round = () => {
    running = sweep()
      .catch((error: unknown) => logger.warn({ err: error, sweep: name }, 'sweep failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(round, seconds * 1000);
      });
  };
  round();
  return {
    /** Resolves when no round is running any more. */
    async close(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
