const piecesARound = 8;

/**
 * Lets a few pieces of work begin in each round of the event loop, in the order in which they came: what arrives and what
 * is due comes between them, however much there is to do.
 */
export function createPace(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const round = () => {
    for (const begin of waiting.splice(0, piecesARound)) begin();
    if (waiting.length > 0) setImmediate(round);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(round);
    });
}
