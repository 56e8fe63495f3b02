/**
 * Runs `work` for a key once at a time: who asks while it runs shares the one run that begins after it, so that a
 * thousand messages of one citizen take no thousand connections.
 */
export function createCoalescer(work: (key: string) => Promise<void>) {
  const running = new Map<string, { current: Promise<void>; next: Promise<void> | null }>();

  function start(key: string): Promise<void> {
    const entry: { current: Promise<void>; next: Promise<void> | null } = {
      current: Promise.resolve(),
      next: null,
    };
    running.set(key, entry);
    entry.current = work(key).finally(() => {
      if (!entry.next) running.delete(key);
    });
    return entry.current;
  }

  return function run(key: string): Promise<void> {
    const entry = running.get(key);
    if (!entry) return start(key);
    const again = () => start(key);
    entry.next ??= entry.current.then(again, again);
    return entry.next;
  };
}
