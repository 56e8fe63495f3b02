import type { Kind } from '../../core/words.ts';
import { readAreaCodes } from './outside.ts';
import type { Context } from './step.ts';
import type { Texts } from './texts/zh.ts';

/** An answer after which the citizen may still file. */
export interface Offer {
  /** So that it is made once in a conversation. */
  name: string;
  text: string;
  kind: Kind | null;
}

let areaCodes: Map<string, string> | null = null;

/** The area code of the city that the text names; where none is known, the citizen is told to look it up. */
function withCode(answer: string, plain: string): string {
  areaCodes ??= readAreaCodes();
  const city = [...areaCodes.keys()].find((name) => plain.includes(name));
  return answer.replace('{code}', areaCodes.get(city ?? '') ?? '当地区号');
}

/** What the knowledge base answers, or who else is responsible; null where it is simply a matter to take down. */
export function findOffer(plain: string, context: Context, texts: Texts): Offer | null {
  const known = context.knowledge.find(plain);
  if (known) return { name: known.id, text: texts.answer(known.answer, known.source), kind: 'query' };
  const outside = context.outside.find(({ mode, words }) => mode === 'offer' && words.test(plain));
  if (!outside || (outside.elsewhere && context.placeNames.some((name) => plain.includes(name)))) return null;
  return { name: outside.name, text: texts.responsible(withCode(outside.answer, plain)), kind: null };
}
