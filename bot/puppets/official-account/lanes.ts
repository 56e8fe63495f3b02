/** Runs what belongs to one key one after the other, and what belongs to different keys side by side. */
export function createLanes() {
  const last = new Map<string, Promise<unknown>>();
  return async function inLane<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => {});
    last.set(key, settled);
    try {
      return await mine;
    } finally {
      if (last.get(key) === settled) last.delete(key);
    }
  };
}
