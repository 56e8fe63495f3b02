import { consents } from './intake/reading/consent.ts';
import { refusesContact } from './intake/reading/contact.ts';
import { plainText } from './intake/reading/plain-text.ts';
import { skipsQuestion } from './intake/reading/tone.ts';
import type { Input } from './intake/step.ts';

/** A waiting message, as far as it matters whether more belongs to it. */
export interface Waiting {
  kind: string;
  text: string;
  receivedAt: Date;
}

/** How long the bot listens before it answers what may be only the beginning. */
export interface QuietPeriod {
  /** Milliseconds of silence after a fragment; 0: every message is answered by itself. */
  ms: number;
  /** From the first message on: WeChat's five seconds are never used up by listening. */
  mostMs: number;
  wait(ms: number): Promise<void>;
}

/** People pause between sentences, but not longer than this when they are still typing. */
const gapFactor = 3;
/** A text of this length says what it has to say. */
const wholeText = 18;

/** An answer to what the bot asked, or a greeting: nothing follows that belongs to it. */
function isWhole({ kind, text }: Waiting): boolean {
  if (kind !== 'text') return kind !== 'image' && kind !== 'location';
  const plain = plainText(text);
  if (plain === '' || plain.length >= wholeText || /[。！？!?~]$/.test(text.trim())) return true;
  return consents(plain) || skipsQuestion(plain) || refusesContact(plain) || commands.test(plain);
}
const commands =
  /^(?:满意|不满意|没解决|进度|人工|转人工|算了|撤回|谢谢|你好|您好|hello|hi|MQ\d.*|\d{7,})[。.!！]*$/i;

/** Milliseconds to listen on; 0 when the first waiting message may be answered. */
export function listenOn(waiting: readonly Waiting[], now: Date, quiet: QuietPeriod): number {
  const [first] = waiting;
  const last = waiting[countTogether(waiting, quiet) - 1];
  if (quiet.ms === 0 || !first || !last || isWhole(last)) return 0;
  const silent = now.getTime() - last.receivedAt.getTime();
  const left = first.receivedAt.getTime() + quiet.mostMs - now.getTime();
  return Math.max(0, Math.min(quiet.ms - silent, left));
}

/** How many of the waiting messages, from the first on, are one utterance. */
export function countTogether(waiting: readonly Waiting[], { ms }: Pick<QuietPeriod, 'ms'>): number {
  let count = Math.min(1, waiting.length);
  if (ms === 0 || !waiting[0] || !joins(waiting[0])) return count;
  while (count < waiting.length) {
    const [before, next] = [waiting[count - 1]!, waiting[count]!];
    const gap = next.receivedAt.getTime() - before.receivedAt.getTime();
    if (gap > gapFactor * ms || !joins(next) || answersOnly(next)) break;
    count += 1;
  }
  return count;
}

const joins = ({ kind }: Waiting) => kind === 'text' || kind === 'image' || kind === 'location';
/** 对, 不留: said to the bot, and never part of a story. */
const answersOnly = (message: Waiting) =>
  message.kind === 'text' &&
  isWhole(message) &&
  plainText(message.text).length < wholeText &&
  !/[。！？!?~]$/.test(message.text.trim());

/** Several messages as the one that they are. */
export function joinInputs(inputs: readonly [Input, ...Input[]]): Input {
  const [first, ...rest] = inputs;
  if (rest.length === 0) return first;
  const texts = [...new Set(inputs.map(({ text }) => text.trim()).filter(Boolean))];
  const location = inputs.findLast((input) => input.location)?.location ?? null;
  const kind = texts.length > 0 ? 'text' : location ? 'location' : 'image';
  const attachmentIds = inputs.flatMap((input) => input.attachmentIds);
  return { ...first, kind, text: texts.join('\n'), attachmentIds, location };
}
