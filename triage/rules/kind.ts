import { normalise } from '../../core/text/normalise.ts';
import { type Kind, kinds } from '../../core/words.ts';
import { type Rules, shippedRules } from './read-rules.ts';

/** Where nothing speaks for any kind, someone who writes to the hotline wants help. */
const fallback: Kind = 'help';
/** Signs of a kind count in full near the beginning; a letter's closing thanks is not praise. */
const fullWithin = 60;
const laterFactor = 0.6;

/** 诉求类型 of a complaint, by the cues in it. */
export function guessKind(text: string, rules: Rules = shippedRules()): Kind {
  // "您好" and the like come first in many letters and would hide what follows.
  const opened = normalise(text).replace(
    /^(?:尊敬的[^,:!。]{0,12}[,:!。]|(?:您|你)好[,:!。~ ]?|(?:领导|同志)好?[,:!。]?)+/u,
    '',
  );
  const scores = new Map<Kind, number>(kinds.map((kind) => [kind, 0]));
  for (const { kind, weight, pattern } of rules.kinds) {
    const match = pattern.exec(opened);
    if (!match) continue;
    const factor = match.index < fullWithin ? 1 : laterFactor;
    scores.set(kind, scores.get(kind)! + weight * factor);
  }
  const [best] = [...scores].sort(([, a], [, b]) => b - a);
  return best && best[1] > 0 ? best[0] : fallback;
}
