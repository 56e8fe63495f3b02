import { randomUUID } from 'node:crypto';

/** A citizen's telephone on the simulator that hears answers by push, so that waiting costs the server nothing. */
export async function openPhone(apiUrl: string, name: string) {
  const base = `${apiUrl}/simulator/api/citizens/${encodeURIComponent(name)}`;
  const ending = new AbortController();
  const stream = await fetch(`${base}/stream`, { signal: ending.signal });
  let heard = 0;
  let wake = () => {};
  let ready = () => {};
  const opened = new Promise<void>((resolve) => {
    ready = resolve;
  });

  const listening = (async () => {
    let rest = '';
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop()!;
      for (const event of events) {
        if (event.includes('event: ready')) ready();
        if (!event.includes('"direction":"out"')) continue;
        heard += 1;
        wake();
      }
    }
  })().catch(() => {});
  await opened;

  return {
    /** Milliseconds from sending to the answer's arrival. */
    async say(text: string): Promise<number> {
      const before = heard;
      const answered = new Promise<void>((resolve) => {
        wake = () => heard > before && resolve();
      });
      const began = performance.now();
      const sent = await fetch(`${base}/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ kind: 'text', text, id: randomUUID() }),
      });
      if (sent.status !== 202) throw new Error(`${name} was not heard: ${sent.status} ${await sent.text()}`);
      wake();
      await answered;
      return performance.now() - began;
    },
    hangUp() {
      ending.abort();
      void listening;
    },
  };
}
