import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 20;
const spanMs = 1_000;

/** How late the process is just now with what is due: a second at the most is looked back. */
export function createLoopLag() {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let before = 0;
  const timer = setInterval(() => {
    before = delays.max;
    delays.reset();
  }, spanMs);
  timer.unref();
  return {
    ms: () => Math.max(0, Math.max(before, delays.max) / 1e6 - resolutionMs),
    stop() {
      clearInterval(timer);
      delays.disable();
    },
  };
}
