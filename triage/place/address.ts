import type { Directory } from '../../core/directory.ts';
import { align } from '../../core/text/normalise.ts';
import { gazetteerOf } from './gazetteer.ts';

/** 路灯, 路面 and 街道办 are no roads. */
const kind =
  '(?:大道|路(?!灯|面|况|口|段|边|上|过|人|牌|基|程|费|线|障)|街(?!道办|坊|上|边)|巷|弄|小区|花园|家园|公寓|新村|社区|村|镇|乡|广场|大厦|市场|学校|医院|公园|车站|工业园)';
const detail = '(?:\\d+(?:号|弄|栋|幢|座|单元|楼|室|组|队)(?:楼|院)?)';
const tail = new RegExp(`^(?:[\\p{Script=Han}]{0,6}?${kind})*(?:${detail})*`, 'u');
/** Where no name is known: what stands between a word of place and a street, estate or village. */
const unknown = new RegExp(
  `(?:家住|住在|位于|地址(?:是|在|:)?|在|到|去)([\\p{Script=Han}a-z\\d]{2,10}?${kind}(?:[\\p{Script=Han}\\d]{0,8}?${kind})?(?:${detail})*)`,
  'u',
);
/** Words of talk: a match that holds one is no name. */
const talk = /[我你他她它们的了吗呢吧]|没有|什么|怎么|这个|那个|一直|天天|有人|附近|现在/;

/** The nearest thing to an address that the text holds, as it was written: 北京路88号3栋, 花园小区. */
export function extractAddress(directory: Directory, original: string): string | null {
  const { text, from } = align(original);
  const span = longest([...knownSpans(directory, text), ...namedSpan(text)]);
  return span && original.slice(from[span.start], from[span.end]).trim();
}

interface Span {
  start: number;
  end: number;
}

/** Names of the gazetteer with what follows them; names side by side are one address: 沙市区 北京路 88号. */
function knownSpans(directory: Directory, text: string): Span[] {
  const gazetteer = gazetteerOf(directory);
  const joined: (Span & { exact: boolean })[] = [];
  for (const { word, start, end } of gazetteer.find(text)) {
    const places = gazetteer.names.get(word)!;
    if (places.some(({ strength }) => strength === 'unit')) continue;
    const stop = end + tail.exec(text.slice(end))![0].length;
    if (talk.test(text.slice(start, stop))) continue;
    // A district alone is no address.
    const exact = stop > end || places.some(({ sceneId }) => sceneId !== null);
    const last = joined.at(-1);
    if (last && start <= last.end + 1) {
      last.end = Math.max(last.end, stop);
      last.exact ||= exact;
    } else joined.push({ start, end: stop, exact });
  }
  return joined.filter(({ exact }) => exact);
}

function namedSpan(text: string): Span[] {
  const match = unknown.exec(text);
  const name = match?.[1];
  if (!match || !name || talk.test(name)) return [];
  const end = match.index + match[0].length;
  return [{ start: end - name.length, end }];
}

function longest(spans: readonly Span[]): Span | null {
  return [...spans].sort((a, b) => b.end - b.start - (a.end - a.start))[0] ?? null;
}
