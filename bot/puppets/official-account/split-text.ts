const mostBytes = 2_048;
const sentenceEnd = /[。！？!?；;\n]["”’）)]*$/;
const clauseEnd = /[，,、：:\s]$/;

const bytesOf = (text: string) => Buffer.byteLength(text);

/** How much of `symbols` fits, and of that the part up to the last good place to stop, but never less than half. */
function cut(symbols: readonly string[], most: number): number {
  let bytes = 0;
  let whole = 0;
  const stops = { sentence: 0, clause: 0 };
  let tail = '';
  for (const symbol of symbols) {
    bytes += bytesOf(symbol);
    if (bytes > most) break;
    whole += 1;
    tail = (tail + symbol).slice(-4);
    if (bytes * 2 < most) continue;
    if (sentenceEnd.test(tail)) stops.sentence = whole;
    else if (clauseEnd.test(tail)) stops.clause = whole;
  }
  return stops.sentence || stops.clause || whole;
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A text as messages that WeChat takes (2,048 bytes; beyond that it says 45002), each ending with a sentence. */
export function splitText(text: string, most = mostBytes): string[] {
  const parts: string[] = [];
  let rest = text;
  while (bytesOf(rest) > most) {
    // No symbol is divided; the head of a long text is enough to look at.
    const head = Array.from(graphemes.segment(rest.slice(0, most)), ({ segment }) => segment);
    const length = head.slice(0, Math.max(1, cut(head, most))).join('').length;
    parts.push(rest.slice(0, length).trimEnd());
    rest = rest.slice(length).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}
