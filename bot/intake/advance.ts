import type { Intent } from './classify-intent.ts';
import { type Draft, freshDraft, hasSubstance, type Stage } from './draft.ts';
import { findName, findPhone, findPlace, findSince, looksLikeBadPhone } from './extract.ts';
import { afterFiling } from './known-cases.ts';
import { sayProgress } from './say-progress.ts';
import { askForHuman, type Context, type Input, longestText, type StepResult, say } from './step.ts';
import { readBack, texts } from './texts.ts';

/** The question that is still open, in the order in which people tell things. */
function nextStage(draft: Draft): Stage {
  const open = (stage: Stage, known: boolean) => !known && !draft.asked.includes(stage);
  if (!hasSubstance(draft)) return 'what';
  if (open('where', draft.place !== null || draft.location !== null)) return 'where';
  if (open('since', draft.since !== null)) return 'since';
  if (open('contact', draft.phone !== null || draft.anonymous)) return 'contact';
  return 'confirm';
}

/** Asks the next open question, or reads the draft back. */
export function advance(draft: Draft, ...before: string[]): StepResult {
  const stage = nextStage(draft);
  const asked = draft.asked.includes(stage) ? draft.asked : [...draft.asked, stage];
  const question =
    stage === 'confirm' ? readBack(draft) : texts[stage as 'what' | 'where' | 'since' | 'contact'];
  return say({ ...draft, stage, asked }, ...before, question);
}

/** Takes every fact that the text holds; what is known already changes only when the citizen corrects it. */
function learn(draft: Draft, text: string, context: Context, overwrite: boolean): Draft {
  const pick = (known: string | null, found: string | null) =>
    overwrite ? (found ?? known) : (known ?? found);
  return {
    ...draft,
    place: pick(draft.place, findPlace(text, context.placeNames)),
    since: pick(draft.since, findSince(text)),
    phone: pick(draft.phone, findPhone(text)),
    name: pick(draft.name, findName(text)),
  };
}

const tell = (draft: Draft, text: string): Draft => ({ ...draft, told: [...draft.told, text] });

const openers =
  /^(?:你好|您好)?[,,!!。]?(?:我要|我想|想要?|帮我)?(?:投诉|反映|举报|咨询|问)(?:一下|一个|个|点)?(?:问题|事情|事|情况)?[。!!~]*$/;
const noContact = /不留|不用留|不方便|匿名|保密|不想留|没有电话|不给|算了吧/;
const unsure = /^(?:不知道|不清楚|说不清|忘了|记不得|不记得|没注意)/;
const nods = /^[👌👍🙏✅💯🆗\s]+$/u;
const dangers =
  /漏气|燃气泄漏|煤气味|天然气味|触电|漏电|着火|起火|冒烟|爆炸|跳楼|自杀|轻生|有人被困|要塌|塌了|砍人|杀人/;
const noDanger = /没有?(?:漏气|触电|着火|起火|爆炸)|不会(?:触电|着火|爆炸)|已经(?:灭|扑灭|修好)/;

function dangerous(draft: Draft, text: string): boolean {
  return !draft.danger && dangers.test(text) && !noDanger.test(text);
}

function atConfirm(draft: Draft, text: string, context: Context, intent: Intent): StepResult {
  if (intent === 'confirm' && text.length <= 12)
    return { draft, answers: [], effects: [{ type: 'file', wantsHuman: false }], done: true };
  if (intent === 'deny' && text.length <= 8) return say(draft, texts.whichWrong);
  return advance(learn(tell(draft, text), text, context, true));
}

function atContact(draft: Draft, text: string, context: Context): StepResult {
  if (noContact.test(text) || /^(?:不|不了|不用|否|没有)[。!!]?$/.test(text))
    return advance({ ...draft, anonymous: true });
  if (findPhone(text)) {
    const rest = text.replace(/[\d+\s-]/g, '');
    return advance(learn(rest.length > 12 ? tell(draft, text) : draft, text, context, true));
  }
  if (looksLikeBadPhone(text)) return say(draft, texts.badPhone);
  return advance(
    learn(
      tell({ ...draft, asked: draft.asked.filter((stage) => stage !== 'contact') }, text),
      text,
      context,
      false,
    ),
  );
}

/** An answer to the question where or since when; a longer reply is also part of the story. */
function atFact(draft: Draft, key: 'place' | 'since', text: string, context: Context): StepResult {
  const learned = learn(text.length > 20 ? tell(draft, text) : draft, text, context, false);
  if (learned[key] === null && !unsure.test(text)) {
    if (text.length <= 40) return advance({ ...learned, [key]: text });
    return advance(learned);
  }
  return advance(learned === draft || text.length > 20 ? learned : keepUnplaced(learned, draft, text));
}

/** A short reply that gave facts other than the one asked for is kept word for word as well. */
function keepUnplaced(learned: Draft, before: Draft, text: string): Draft {
  const facts = (['place', 'since', 'phone', 'name'] as const).filter((key) => learned[key] !== before[key]);
  return facts.some((key) => learned[key] === text) ? learned : tell(learned, text);
}

const courtesies: Partial<Record<Intent, string>> = {
  greet: texts.greet,
  thank: texts.thanks,
  smalltalk: texts.smalltalk,
  help: texts.help,
};

/** Things said beside the matter: answered, and the open question asked again. */
function aside(
  draft: Draft,
  text: string,
  context: Context,
  intent: Intent,
  sure: boolean,
): StepResult | null {
  const short = text.length <= 14;
  if (intent === 'human' && short && sure) return askForHuman(draft);
  if (intent === 'withdraw' && short && hasSubstance(draft))
    return { draft: freshDraft(), answers: [texts.dropped], effects: [], done: true };
  const progress = intent === 'progress' && short && sure && context.cases.length > 0;
  const reply = progress
    ? sayProgress(context.cases, context)
    : sure && short
      ? courtesies[intent]
      : undefined;
  if (!reply) return null;
  return hasSubstance(draft)
    ? advance({ ...draft, asked: draft.asked.filter((stage) => stage !== draft.stage) }, reply)
    : say(draft, reply);
}

/** A new matter, or more of the one being told. */
function hear(draft: Draft, text: string, context: Context, ...before: string[]): StepResult {
  if (openers.test(text)) return say({ ...draft, stage: 'what' }, texts.what);
  return advance(learn(tell(draft, text), text, context, false), ...before);
}

/** What a text means, by the stage of the conversation. */
export function takeText(draft: Draft, input: Input, context: Context): StepResult {
  const whole = input.text.trim();
  if (whole === '') return say(draft, texts.empty);
  const text = whole.slice(0, longestText);
  const before = whole.length > longestText ? [texts.tooLong] : [];
  if (!/[\p{L}\p{N}]/u.test(text)) {
    if (draft.stage === 'confirm' && nods.test(text)) return atConfirm(draft, '好', context, 'confirm');
    return say(draft, texts.symbolsOnly);
  }
  if (dangerous(draft, text)) {
    const told = { ...learn(tell(draft, text), text, context, false), danger: true };
    return {
      draft: told,
      answers: [texts.danger],
      effects: [{ type: 'file', wantsHuman: false }],
      done: true,
    };
  }
  const { intent, probability } = context.intents.classify(text, draft.stage);
  const known = afterFiling(draft, { ...input, text }, context, intent);
  if (known) return known;
  if (!/\p{Script=Han}/u.test(text) && /[a-z]{2,}.*\s.*[a-z]{2,}/i.test(text) && !findPhone(text))
    return hear(draft, text, context, texts.foreign);
  const beside = aside(draft, text, context, intent, probability > 0.4);
  if (beside) return beside;
  switch (draft.stage) {
    case 'confirm':
      return atConfirm(draft, text, context, intent);
    case 'contact':
      return atContact(draft, text, context);
    case 'where':
      return atFact(draft, 'place', text, context);
    case 'since':
      return atFact(draft, 'since', text, context);
    default:
      return hear(draft, text, context, ...before);
  }
}
