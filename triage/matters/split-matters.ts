import { findSegments, findSentences, type Segment } from '../../core/matters/find-segments.ts';
import type { RankedTopic } from '../known-topics.ts';

/** One matter of several in a message. */
export interface Draft {
  /** The citizen's words for it, with what they said before the list for all of them. */
  text: string;
  topics: RankedTopic[];
}

/** More than this no message is split into: whoever lists ten things gets a person to read them. */
const mostMatters = 5;

/** How sure the model has to be of each side of a break, by how plainly the citizen marks it. */
const sureness: Record<Segment['by'], number> = {
  start: 0.45,
  said: 0.45,
  listed: 0.6,
  also: 0.65,
  turn: 0.9,
};
/**
 * Beyond these lengths a list or an 另外 gives the chapters of one letter, not matters side by side. Set on real
 * complaints: see BENCHMARK-matters.md.
 */
const longestListed = 160;
const longestWithAlso = 300;
const longestWithTurn = 160;
const mostSentences = 6;
/** Words before a list that hold the place or the name for all of it, and no matter of their own. */
const longestLead = 80;
/** 我反映两个问题：says nothing of either. */
const announces =
  /^.{0,12}(?:反映|说|问|咨询|投诉|举报|有|求助|请教)?(?:以下|下面)?(?:[两二三四五几]|多)?(?:个|件|点|项)?(?:问题|事情?|情况|诉求)[：:，,。]?$/u;
/** What follows are reasons or conditions of one matter. */
const argues =
  /(?:理由|原因|条件|依据|事实|证据|经过|诉求|请求|要求)(?:有|是|为)?(?:以下|如下)?[^，。]{0,6}$/u;
/** What is asked for at the end of a story belongs to the story. */
const asks =
  /^(?:另外|还有|此外|同时)?[，,]?(?:希望|恳?请|请求|要求|建议|强烈|盼|望|遗憾|为何|为什么|其[它他]|联系|谢)/u;
/** Shorter than this, a piece is no matter of its own. */
const fewest = 10;

interface Piece {
  own: string;
  by: Segment['by'];
  topics: RankedTopic[];
}

/**
 * Splits a message into its matters; none where it holds only one. Precise rather than eager: neighbours stay together
 * unless both are sure of their topics and these differ in the upper levels of the tree, since a story tells of one
 * matter in many sentences and a wrong split costs more than a missed one.
 */
export function splitMatters(text: string, rank: (text: string) => RankedTopic[]): Draft[] {
  const marked = findSegments(text);
  const segments = marked.length > 1 || length(text) > longestWithTurn ? marked : findSentences(text);
  if (segments.length < 2) return [];
  const lead =
    segments[0]!.by === 'start' && segments[1]!.by === 'listed' && length(segments[0]!.text) <= longestLead
      ? segments[0]!.text
      : '';
  const own = lead ? segments.slice(1) : segments;
  if (own.length < 2 || argues.test(lead) || !mayPart(text, own)) return [];
  const groups = own
    .map((segment): Piece => ({ own: segment.text, by: segment.by, topics: rank(segment.text) }))
    .reduce<Piece[][]>((known, piece) => {
      const last = known.at(-1);
      if (last && !partsFrom(last, piece)) last.push(piece);
      else known.push([piece]);
      return known;
    }, []);
  if (groups.length < 2 || groups.length > mostMatters) return [];
  const drafts = groups.map((group) => draftOf(group, rank));
  const apart = drafts.every((draft, i) => i === 0 || differ(drafts[i - 1]!, draft, groups[i]![0]!.by));
  if (!apart) return [];
  const branches = new Set(drafts.map(({ topics: [first] }) => first && branch(first)));
  // A, then B, then A again is one story.
  if (branches.size < drafts.length && !groups.some(([first]) => first!.by === 'said')) return [];
  return drafts.map((draft) => ({
    ...draft,
    text: lead && !announces.test(lead) ? `${lead}\n${draft.text}` : draft.text,
  }));
}

function mayPart(text: string, segments: readonly Segment[]): boolean {
  const by = new Set(segments.slice(1).map((segment) => segment.by));
  if (by.has('said')) return true;
  if (by.has('listed')) return segments.every((segment) => length(segment.text) <= longestListed);
  if (by.has('turn')) return segments.length <= mostSentences;
  return length(text) <= longestWithAlso;
}

/** Neighbours in a group are read together, as one telling. */
function draftOf(group: readonly Piece[], rank: (text: string) => RankedTopic[]): Draft {
  if (group.length === 1) return { text: group[0]!.own, topics: group[0]!.topics };
  const text = group.map((piece) => piece.own).join('\n');
  return { text, topics: rank(text) };
}

function partsFrom(before: readonly Piece[], piece: Piece): boolean {
  if (length(piece.own) < fewest) return false;
  if ((piece.by === 'turn' || piece.by === 'also') && asks.test(piece.own)) return false;
  const first = before.find(({ topics }) => sure(topics, sureness[piece.by]));
  return first !== undefined && differ(first, piece, piece.by);
}

/** Both are sure of their topic, and these lie apart: in another branch, or another leaf where the citizen says so. */
function differ(
  a: { topics: readonly RankedTopic[] },
  b: { topics: readonly RankedTopic[] },
  by: Segment['by'],
): boolean {
  const [mine, other] = [sure(a.topics, sureness[by]), sure(b.topics, sureness[by])];
  if (!mine || !other) return false;
  if (by === 'said') return mine.topic.code !== other.topic.code;
  if (by === 'turn') return mine.topic.path[0] !== other.topic.path[0];
  return branch(mine) !== branch(other);
}

function sure([first]: readonly RankedTopic[], needed: number): RankedTopic | null {
  return first && first.probability >= needed ? first : null;
}

/** The two upper levels. */
function branch({ topic }: RankedTopic): string {
  return topic.path.slice(0, 2).join('/');
}

function length(text: string): number {
  return [...text].length;
}
