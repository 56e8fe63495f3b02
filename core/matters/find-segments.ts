/** Where a text seems to go on to another matter, and how plainly it says so. */
export interface Segment {
  /** As written, trimmed. */
  text: string;
  /**
   * What begins it: `said` where the citizen announces another matter (还有一件事), `listed` by an ordinal (二、), `also` by
   * a word that may as well go on with the same one (另外), `turn` by nothing but a full stop; `start` for the first.
   */
  by: 'start' | 'said' | 'listed' | 'also' | 'turn';
}

/** Shorter than this, a segment holds no matter of its own. */
const shortest = 8;

/** Another matter is announced: nothing else would be said so. */
const said =
  /(?:(?:另外|还|此外|同时|顺便)(?:想|要)?(?:再|还)?(?:有|反映|投诉|问|说|咨询|讲|举报)(?:下|一下)?(?:另(?:外)?)?(?:一?(?:个|件|桩|样)|几(?:个|件))(?:别的|其他的?)?(?:事情?|问题|情况|诉求|建议)|(?:还有|另外)(?:(?:一|另)(?:件|个|桩|样)(?:事情?|问题|情况)|一(?:件|桩))|(?:第[二三四五]|另)(?:件|个|桩)(?:事情?|问题)(?:是|就是|呢)?|再(?:反映|说|问|讲|投诉)(?:一|个|一?件)(?:个|件)?(?:事情?|问题|情况)?|顺便(?:再)?(?:反映|说|问|讲|投诉|咨询)(?:一?下)?|(?:说|问|反映)完(?:这个|这件).{0,4}(?:再|还))/gu;
/** A word that often brings a new matter, at the beginning of a sentence only. */
const also =
  /(?<=^|[。！？!?;；\n]\s*)(?:另外|此外|还有(?!一|几|的|人|些|多|没)|同时|顺便|对了|再就是|再有|还想)/gu;
const ordinals = '一二三四五六七八九';
const listed =
  /(?<=^|[。！？!?;；：:\n，,\s])(?:([一二三四五六七八九])[、.．：:]|第([一二三四五六七八九])(?:[、，,.：:]|(?:件|个)(?:事|问题)?[是，,、：:])|[（(]([一二三四五六七八九1-9])[）)]|([1-9])(?:[、．]|\.(?!\d)))/gu;

interface Break {
  at: number;
  /** Where the segment's words begin: an ordinal is no part of them. */
  from: number;
  by: Segment['by'];
}

/**
 * Cuts a text where it may go on to another matter. It only proposes: whether two neighbours are one matter is the
 * caller's to judge, since most lists give reasons for the same request. One segment where nothing marks a change.
 */
export function findSegments(text: string): Segment[] {
  const breaks = [...listBreaks(text), ...wordBreaks(text, said, 'said'), ...wordBreaks(text, also, 'also')]
    .filter(({ at, by }) => at > 0 || by === 'listed')
    .sort((a, b) => a.at - b.at || (a.by === 'said' ? -1 : 1));
  const segments: Segment[] = [];
  let from = 0;
  let by: Segment['by'] = 'start';
  let at = -1;
  for (const next of breaks) {
    if (next.at < from || next.at === at) continue;
    at = next.at;
    push(segments, text.slice(from, next.at), by);
    ({ from, by } = next);
  }
  push(segments, text.slice(from), by);
  return segments;
}

/** The sentences of a text that marks no change: between any two of them the matter may turn. */
export function findSentences(text: string): Segment[] {
  const segments: Segment[] = [];
  for (const [sentence] of text.matchAll(/[^。！？!?；;\n]+[。！？!?；;\n]*/gu))
    push(segments, sentence, segments.length === 0 ? 'start' : 'turn');
  return segments;
}

function push(segments: Segment[], piece: string, by: Segment['by']): void {
  const text = piece.trim().replace(/^[，,、;；。]+/u, '');
  const last = segments.at(-1);
  // Too short to be a matter: it belongs to what stands before it.
  if (last && letters(text) < shortest) last.text = `${last.text}${text}`;
  else if (text !== '') segments.push({ text, by });
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function wordBreaks(text: string, pattern: RegExp, by: Segment['by']): Break[] {
  return [...text.matchAll(pattern)].map(({ index }) => ({ at: index, from: index, by }));
}

/** Ordinals count only as a list: first one, then two. */
function listBreaks(text: string): Break[] {
  const found = [...text.matchAll(listed)].map((match) => {
    const mark = match[1] ?? match[2] ?? match[3] ?? match[4]!;
    const number = ordinals.includes(mark) ? ordinals.indexOf(mark) + 1 : Number(mark);
    return { at: match.index, from: match.index + match[0].length, number };
  });
  const kept: Break[] = [];
  let expected = 1;
  for (const { at, from, number } of found) {
    if (number !== expected) continue;
    kept.push({ at, from, by: 'listed' });
    expected++;
  }
  return kept.length >= 2 ? kept : [];
}
