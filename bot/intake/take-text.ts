import { commandOf } from './command.ts';
import type { Draft } from './draft.ts';
import { justFiled } from './just-filed.ts';
import { afterFiling } from './known-cases.ts';
import { languageOf, plainText } from './reading/plain-text.ts';
import { say } from './result.ts';
import { situations } from './situations.ts';
import { stageTakers } from './stage-takers.ts';
import type { Context, Input, StepResult } from './step.ts';
import { textsOf } from './texts/texts-of.ts';
import type { Turn } from './turn.ts';

/** Of one message; what is longer is said to be too long. */
const longestText = 5000;

/**
 * What a text means: what must come first (danger, despair), then what it means for cases that are filed already, then
 * what is said beside the matter, then the answer to the open question. Each list has one reader: this.
 */
export function takeText(draft: Draft, input: Input, known: Context): StepResult {
  const whole = input.text.trim();
  const spoken = { ...draft, language: languageOf(whole) ?? draft.language };
  const context = { ...known, language: spoken.language };
  const texts = textsOf(spoken);
  if (whole === '') return say(spoken, texts.empty);
  const text = whole.slice(0, longestText);
  const plain = plainText(text);
  const guess = context.intents.classify(plain, spoken.stage);
  const sure = guess.probability > 0.4;
  const intent = commandOf({ intent: guess.intent, sure, plain, text, context });
  const turn: Turn = {
    draft: spoken,
    input: { ...input, text },
    context,
    text,
    plain,
    intent,
    sure,
    texts,
  };
  const result =
    firstOf(situations.first, turn) ??
    afterFiling(spoken, turn.input, context, intent) ??
    justFiled(spoken, turn.input, context) ??
    firstOf(situations.beside, turn) ??
    stageTakers[spoken.stage](turn);
  return whole.length > longestText ? { ...result, answers: [texts.tooLong, ...result.answers] } : result;
}

function firstOf(list: readonly ((turn: Turn) => StepResult | null)[], turn: Turn): StepResult | null {
  for (const situation of list) {
    const result = situation(turn);
    if (result) return result;
  }
  return null;
}
