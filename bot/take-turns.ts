/** Lets at most `most` run at once; the others wait in the order in which they came. */
export function createLimit(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

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
