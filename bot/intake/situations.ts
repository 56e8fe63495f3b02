import { findDanger } from '../../core/danger/find-danger.ts';
import type { DangerKind } from '../../core/danger/kinds.ts';
import { advance, questionAt } from './advance.ts';
import { takeCorrection } from './apply-correction.ts';
import { freshDraft, hasSubstance, placeOf } from './draft.ts';
import { isOfItsOwn } from './find-case.ts';
import { afterFiling } from './known-cases.ts';
import { learn, tell } from './learn.ts';
import { findMatter } from './matters.ts';
import { findOffer } from './offer.ts';
import { cannotWait } from './reading/acute.ts';
import { consents } from './reading/consent.ts';
import { findPhone, refusesContact, wantsSecrecy } from './reading/contact.ts';
import { findEnglishDanger } from './reading/danger-english.ts';
import { advertises, despairs, insults, skipsQuestion } from './reading/tone.ts';
import { askForHuman, file, say } from './result.ts';
import { sayProgress } from './say-progress.ts';
import type { StepResult } from './step.ts';
import type { Turn } from './turn.ts';

/** Null where the situation is not there. */
type Situation = (turn: Turn) => StepResult | null;

/** Somebody speaks of ending their life: a careful answer, the line that listens, and a person who calls. */
const despair: Situation = ({ draft, text, plain, context, texts }) => {
  const danger = findDanger(text);
  if (!despairs(plain) && danger?.kind !== 'self-harm') return null;
  if (!despairs(plain)) return null;
  const told = { ...learn(tell(draft, text), text, context), danger: true };
  const words = told.phone ? texts.despair : `${texts.despair}\n${texts.despairPhone}`;
  const filed = file(told, true, words);
  return { ...filed, effects: [...filed.effects, { type: 'human' }] };
};

/** What lies in wait for the next one to come, and what has made people ill, needs other words than a fire. */
const toneOf: Partial<Record<DangerKind, 'hazard' | 'unwell' | 'call'>> = {
  manhole: 'hazard',
  collapse: 'hazard',
  poison: 'unwell',
  medical: 'call',
  missing: 'call',
  trapped: 'call',
  traffic: 'call',
};

/** Danger to life: whom to call comes first, then the case, then what is missing. */
const danger: Situation = ({ draft, text, plain, input, intent, context, texts }) => {
  if (draft.danger) return null;
  const found = cannotWait(plain) ? findDanger(text) : findEnglishDanger(text);
  if (!found || found.emergencyNumbers.length === 0) return null;
  const numbers = found.emergencyNumbers.map(({ number, name }) =>
    draft.language === 'zh' ? `${number}（${name}）` : number,
  );
  const told = { ...learn(tell(draft, text), text, context), danger: true };
  const located = placeOf(told) !== null || told.location !== null;
  const words = texts[toneOf[found.kind] ?? 'danger'](numbers);
  // More about what people are already looking after goes to that case.
  const asked = context.cases.find(({ state }) => state === 'return_visit' || state === 'awaiting_citizen');
  const known =
    asked && !hasSubstance(draft) && !isOfItsOwn(text, [asked.told])
      ? afterFiling(draft, input, context, intent)
      : null;
  if (known) return { ...known, answers: [words, ...known.answers] };
  return file(told, false, located ? words : `${words}\n${texts.dangerWhere}`);
};

const nods = /^[👌👍🙏✅💯🆗🤝\s]+$/u;

/** Emoji and signs without a word. */
const symbols: Situation = ({ draft, text, plain, texts }) => {
  if (/[\p{L}\p{N}]/u.test(plain)) return null;
  if (draft.stage === 'confirm' && nods.test(text)) return file(draft, false);
  return say(draft, texts.symbolsOnly);
};

const sticker: Situation = ({ draft, plain, texts }) =>
  /^(?:\[[\p{L}\d]{1,6}\]|\/:[\w~@$&!-]{1,8}|【收到不支持的消息类型.*】)+$/u.test(plain.replace(/\s/g, ''))
    ? say(draft, /不支持/.test(plain) ? texts.unreadable : texts.symbolsOnly)
    : null;

const advert: Situation = ({ draft, plain, texts }) => (advertises(plain) ? say(draft, texts.advert) : null);

const dropping =
  /^(?:那?算了|(?:那|我)?(?:先)?(?:不(?:投诉|反映|举报|登记|说|提交|办|管|弄|咨询)了)|撤销|取消|撤回|不用(?:登记|办|管)了?|cancel|forget it|never ?mind)(?:吧|了|算了|不投诉了|不说了|谢谢|,|，|。|!|！|我的投诉|工单)*$/i;

const withdraw: Situation = ({ draft, plain, intent, sure, texts }) => {
  // What was kept while another question was open is not the one that is taken back.
  if (!hasSubstance(draft) || draft.stage === 'start' || /不撤/.test(plain)) return null;
  const gives = dropping.test(plain) || (intent === 'withdraw' && sure && plain.length <= 14);
  const refuses = draft.stage === 'contact' ? refusesContact(plain) : wantsSecrecy(plain);
  if (!gives || refuses || skipsQuestion(plain)) return null;
  return { draft: freshDraft(), answers: [texts.dropped], effects: [], done: true };
};

const wantsPerson =
  /转?人工|真人|(?:跟|找|要|有)(?:个)?(?:活)?人(?:说|工|来|跟我)|接线员|human|real person|operator/i;

const human: Situation = ({ draft, plain, intent, sure }) =>
  plain.length <= 16 && wantsPerson.test(plain) && (intent === 'human' || sure || plain.length <= 8)
    ? askForHuman(draft)
    : null;

const progress: Situation = ({ draft, plain, intent, sure, context }) => {
  if (!hasSubstance(draft) || plain.length > 14 || intent !== 'progress' || !sure) return null;
  return context.cases.length > 0
    ? say(draft, `${sayProgress(context.cases, context)}\n${questionAt(draft, context)}`)
    : null;
};

const hellos =
  /^(?:你好|您好|在吗|在么|喂|嗨|hello|hi|hey|good (?:morning|evening|afternoon)|早上好|晚上好|下午好|同志|师傅|有人吗)[呀啊你吗,，。.!！~\s]*(?:你好|您好|在吗|有人吗)?[。.!！~\s]*$/i;
const grateful =
  /(?:修好|解决|办好|处理好|弄好|亮)了.{0,6}(?:谢|感谢)|^你们?(?:真|太)(?:好|棒|负责)|^没事了$/;
const laughs = /^(?:哈|呵|嘿|嘻|6|hh|lol|233)+[。.!！~\s]*$/i;

/** Things said beside the matter: answered, and the open question asked again. */
const courtesy: Situation = ({ draft, plain, intent, sure, context, texts }) => {
  if (plain.length > 14 || draft.stage === 'offered') return null;
  if (draft.stage === 'confirm' && consents(plain)) return null;
  if (draft.stage === 'confirm' && intent === 'thank')
    return say(draft, `${texts.thanks}\n${questionAt(draft, context)}`);
  const replies = { greet: texts.greet, thank: texts.thanks, smalltalk: texts.smalltalk, help: texts.help };
  const plainly = hellos.test(plain)
    ? 'greet'
    : grateful.test(plain)
      ? 'thank'
      : laughs.test(plain)
        ? 'smalltalk'
        : sure
          ? intent
          : null;
  const reply = replies[plainly as keyof typeof replies];
  if (!reply) return null;
  return hasSubstance(draft) ? say(draft, `${reply}\n${questionAt(draft, context)}`) : say(draft, reply);
};

/** Abuse without a matter gets a calm answer; with one, the matter counts. */
const abuse: Situation = ({ draft, plain, context, texts }) => {
  if (!insults(plain) || plain.length > 24 || findMatter(plain, context.matters)) return null;
  const again = draft.remarked.includes('calm');
  const calmed = { ...draft, remarked: [...draft.remarked, ...(again ? [] : ['calm'])] };
  if (hasSubstance(draft)) return say(calmed, `${texts.sorryForAnger}\n${questionAt(draft, context)}`);
  return say({ ...calmed, stage: 'what' }, again ? texts.stillHere : texts.calm);
};

const asking = new Set(['where', 'when', 'hours', 'who', 'contact']);

const skip: Situation = ({ draft, plain, context }) => {
  if (!skipsQuestion(plain)) return null;
  if (draft.stage === 'contact') return advance({ ...draft, anonymous: true }, context);
  return asking.has(draft.stage) ? advance(draft, context) : null;
};

/** A question that the knowledge base answers, or a matter that others are responsible for. */
const offer: Situation = ({ draft, text, plain, context, texts }) => {
  if (draft.stage !== 'start' && draft.stage !== 'what' && draft.stage !== 'offered') return null;
  if (hasSubstance(draft) && draft.stage !== 'offered') return null;
  if (findPhone(plain)) return null;
  const found = findOffer(plain, context, texts);
  if (!found || draft.remarked.includes(found.name)) return null;
  const begun = draft.stage === 'offered' ? { ...draft, told: [] } : draft;
  const learned = learn(tell(begun, text), text, context);
  return say(
    {
      ...learned,
      stage: 'offered',
      kind: found.kind ?? learned.kind,
      remarked: [...draft.remarked, found.name],
    },
    found.text,
  );
};

/** What a text can be besides the answer to the open question, in the order in which it is looked for. */
export const situations: { first: readonly Situation[]; beside: readonly Situation[] } = {
  /** Before everything, also before cases that are filed already. */
  first: [symbols, sticker, despair, danger],
  beside: [advert, takeCorrection, withdraw, human, progress, skip, offer, courtesy, abuse],
};
