const piecesARound = 8;
/** So long may new work be held back in a row; then a piece a round begins, whatever arrives. */
const longestHoldMs = 2_000;

/**
 * Lets a few pieces of work begin in each round of the event loop, in the order in which they came: what arrives and what
 * is due comes between them, however much there is to do.
 * @param isArriving whether somebody came to the door since it was last asked: a server takes one connection a round, so
 * that a thousand who come at once would wait for thousands of pieces; they are let in first
 */
export function createPace(isArriving: () => boolean = () => false): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let heldSince: number | null = null;

  function piecesNow(): number {
    if (!isArriving()) {
      heldSince = null;
      return piecesARound;
    }
    heldSince ??= performance.now();
    return performance.now() - heldSince > longestHoldMs ? 1 : 0;
  }

  const round = () => {
    for (const begin of waiting.splice(0, piecesNow())) begin();
    if (waiting.length > 0) setImmediate(round);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(round);
    });
}
