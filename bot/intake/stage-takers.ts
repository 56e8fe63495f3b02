import { advance, questionAt, reopen } from './advance.ts';
import { type Draft, freshDraft, hasSubstance, type Question, type Stage } from './draft.ts';
import { growPlace, learn, tell } from './learn.ts';
import { findMatter } from './matters.ts';
import { consents } from './reading/consent.ts';
import { findPhone, looksLikeBadPhone, refusesContact, wantsSecrecy } from './reading/contact.ts';
import { placeInReply } from './reading/place.ts';
import { findHours, findSince, speaksOfTime } from './reading/time.ts';
import { asksSomething, skipsAtFirst, skipsQuestion, soundsAngry } from './reading/tone.ts';
import { whoInReply } from './reading/who.ts';
import { file, say } from './result.ts';
import type { StepResult } from './step.ts';
import type { Turn } from './turn.ts';

/** A reply so short is the answer and nothing else; a longer one is part of the story, too. */
const bareAnswer = 20;

const openers =
  /^.{0,6}问(?:你|您)?(?:们)?(?:个|件)?事[。!！~]*$|^(?:我)?有(?:个|件)事(?:情)?.{0,10}$|^(?:hello,? )?i need (?:some |your )?help[.!]*$|^我不会打字[。]*$|^(?:你好|您好|hi|hello)?[,,!!。\s]*(?:我(?:要|想)?|想要?|帮我)?(?:要|来|实名|匿名)*(?:投诉|举报|反映|举报|咨询|问|建议|登记)(?:一下|一个|一件|个|点|下)?(?:问题|事情|事|情况)?[。!!~啊吧]*$|^(?:有(?:个|件)?事(?:情)?(?:要|想)?(?:说|反映|问|找你们|跟你们说|咨询)?(?:一下|下)?|我有(?:个|件)?事(?:情)?(?:要说|想说)?|(?:i (?:want|would like) to )?(?:complain|make a complaint|report (?:something|a problem)))[。.!!~]*$/i;

/** A new matter, or more of the one being told. */
function hear({ draft, text, plain, context, texts }: Turn): StepResult {
  if (openers.test(plain) && !hasSubstance(draft)) {
    const anonymous = draft.anonymous || wantsSecrecy(plain);
    const kind = /举报/.test(plain) ? ('report' as const) : draft.kind;
    const first = kind === 'report' && !draft.remarked.includes('protected');
    const remarked = first ? [...draft.remarked, 'protected'] : draft.remarked;
    return say(
      { ...draft, kind, anonymous, remarked, stage: 'what' },
      first ? `${texts.protected}${texts.what}` : texts.what,
    );
  }
  const fact = hasSubstance(draft) ? null : bareFacts(learn(draft, text, context), plain);
  if (fact && !findMatter(plain, context.matters)) return say({ ...fact, stage: 'what' }, texts.what);
  return advance(learn(tell(draft, text), text, context), context);
}

/** What a fact may have around it and be nothing else: 我在荆沙村, 电话是…. */
const aroundFact = 5;

/** The facts of a text that holds a place or a number and nothing that happened; else null. */
function bareFacts(learned: Draft, plain: string): Draft | null {
  const rest =
    plain.length - (learned.place?.length ?? 0) - (learned.phone?.length ?? 0) - (learned.name?.length ?? 0);
  return (learned.place || learned.phone) && rest <= aroundFact ? learned : null;
}

/** How a reply to each question is read; null where it is no answer to it. */
const replies: Record<Question, (turn: Turn) => Partial<Draft> | null> = {
  where: ({ plain, draft, context }) => {
    const bare = /\p{Script=Han}/u.test(plain) ? null : placeInReply(plain);
    const reply = placeInReply(plain);
    const learned = bare ?? learn({ ...draft, place: null }, plain, context).place ?? reply;
    // 沙市农场三分场后面: more of the place than any list knows.
    if (learned && reply?.startsWith(learned) && reply.length <= learned.length + 8)
      return { place: growPlace(draft.place, reply, context) };
    return learned ? { place: growPlace(draft.place, learned, context) } : null;
  },
  when: ({ plain }) => {
    const since = findSince(plain) ?? (plain.length <= 15 && speaksOfTime(plain) ? plain : null);
    return since ? { since } : null;
  },
  hours: ({ plain }) => {
    const said =
      plain.length <= 20 &&
      /[点早晚午夜]|白天|全天|周末|整天|小时|节假日|不定|am|pm|night|day|morning/i.test(plain);
    const hours = said ? plain : findHours(plain);
    return hours ? { hours } : null;
  },
  who: ({ plain }) => {
    if (skipsAtFirst(plain)) return null;
    const who = whoInReply(plain);
    return who ? { who } : null;
  },
  contact: ({ plain }) => {
    const phone = findPhone(plain);
    if (phone) return { phone, anonymous: false };
    return refusesContact(plain) ? { anonymous: true } : null;
  },
};

/** More of the story instead of an answer: the question is asked once more; a retort is left alone. */
function oncemore({ draft, plain }: Turn, learned: Draft): Draft {
  const name = `again:${draft.stage}`;
  if (draft.remarked.includes(name) || asksSomething(plain) || soundsAngry(plain) || plain.length < 5)
    return learned;
  const { asked } = reopen(draft);
  return { ...learned, asked, remarked: [...learned.remarked, name] };
}

/** Enough was said. */
const submits = /^(?:可以|直接|就|先|赶紧|快)*(?:提交|登记|就这样|这样就行)(?:了|吧|就行)*[。.!！]*$/;

/** A reply to the open question: the answer where it is one, and whatever else it holds. */
function takeReply(question: Question): (turn: Turn) => StepResult {
  return (turn) => {
    const { draft, text, plain, context, texts } = turn;
    if (question === 'contact' && !findPhone(plain) && looksLikeBadPhone(plain))
      return say(draft, texts.badPhone);
    if (submits.test(plain)) return advance({ ...draft, asked: [...draft.asked, 'confirm'] }, context);
    const answer = consents(plain) ? null : replies[question](turn);
    const bare =
      question === 'contact' ? plain.replace(/[\d+\s-]/g, '').length <= 12 : plain.length <= bareAnswer;
    const kept = (answer && bare) || skipsQuestion(plain) || consents(plain) ? draft : tell(draft, text);
    const answered = answer ? { ...kept, ...answer } : kept;
    const learned = learn(answered, text, context);
    return advance(
      answer || skipsQuestion(plain) || consents(plain) || skipsAtFirst(plain)
        ? learned
        : oncemore(turn, learned),
      context,
    );
  };
}

const no = /^(?:不对|不是|错了|不行|不是的|有问题|不对不对|no|nope|wrong)(?:的|啊|吧|,|，|。|!|！|\.)*$/i;
const waits = /等一?(?:下|会儿?)|还没说完|先别(?:提交|登记)|稍等|慢点|wait|hold on/i;
const nothingMore =
  /^(?:没有了?|没了|就这些|没别的了?|没有别的了?|没有补充|不用了?|that'?s all|nothing)(?:谢谢|,|，|。|!)*$/i;

function atConfirm(turn: Turn): StepResult {
  const { draft, plain, intent, context, texts, text } = turn;
  if (consents(plain)) return file(learn(draft, text, context), false);
  if (nothingMore.test(plain)) return file(draft, false);
  if (no.test(plain) || (intent === 'deny' && plain.length <= 5))
    return say({ ...draft, remarked: [...draft.remarked, 'wrong'] }, texts.whichWrong);
  if (waits.test(plain) && plain.length <= 12) return say(draft, texts.takeYourTime);
  if (refusesContact(plain) && plain.length <= 12) return advance({ ...draft, anonymous: true }, context);
  const phone = findPhone(plain);
  if (phone && plain.replace(/[\d+\s-]/g, '').length <= 12)
    return advance({ ...learn(draft, text, context), phone, anonymous: false }, context);
  if (looksLikeBadPhone(plain)) return say(draft, texts.badPhone);
  if (skipsQuestion(plain)) return say(draft, questionAt(draft, context));
  if (intent === 'confirm' && plain.length <= 12 && turn.sure && !/[不没错改但]/.test(plain))
    return file(draft, false);
  if (draft.remarked.includes('wrong')) return advance(correct(turn), context, texts.corrected);
  const more = learn(tell(draft, text), text, context);
  // A fact is read back; what only goes on with the story is just noted.
  const told = (['place', 'since', 'hours', 'who', 'phone', 'kind'] as const).some(
    (key) => more[key] !== draft[key],
  );
  return told ? advance(more, context) : say(more, texts.alsoNoted);
}

/** After “it is wrong”, whatever facts come next take the place of the old ones. */
function correct({ draft, text, plain, context }: Turn): Draft {
  const { place, since, hours, phone, name } = learn(
    { ...freshDraft(), language: draft.language },
    text,
    context,
  );
  const facts = { place, since, hours, phone, name };
  const found = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
  const open = { ...draft, remarked: draft.remarked.filter((name) => name !== 'wrong') };
  const kept = Object.keys(found).length > 0 && plain.length <= bareAnswer ? open : tell(open, text);
  return { ...learn(kept, text, context), ...found };
}

const wantsFiling =
  /^(?:我|还是|仍然|想|要|请|帮我|那|就|需要|嗯|好|,|，)*(?:登记|要|是|好|可以|转告|反映|file|yes|行|要得|对)(?:吧|的|了|一下|下|给我|啊|please|。|!|！)*$/i;
const letsBe =
  /^(?:不用|不需要|不了|好的?|行|谢谢|感谢|多谢|知道|明白|晓得|懂了?|哦|噢|嗯|ok|thanks|thank you|no|了|的|您|你|我|,|，|。|\.|!|！|~|\s|啊|哈|吧|这样|原来)+$/i;

/** After an answer, or after it was said who is responsible: file it all the same, let it be, or go on. */
function atOffer(turn: Turn): StepResult {
  const { draft, plain, context, texts, text } = turn;
  if (letsBe.test(plain))
    return { draft: freshDraft(), answers: [texts.keptAsAnswered], effects: [], done: true };
  if (wantsFiling.test(plain)) return advance(draft, context);
  // What follows is told anew: the hours of the question are not those of the matter.
  const { told, language, sceneId, scenePlace, remarked, attachmentIds } = draft;
  const begun = { ...freshDraft(), language, sceneId, scenePlace, remarked, attachmentIds };
  const own = findMatter(plain, context.matters) !== null;
  return advance(learn(tell(own ? begun : { ...begun, told }, text), text, context), context);
}

/** What a text is, stage by stage, when it is nothing else. */
export const stageTakers: Record<Stage, (turn: Turn) => StepResult> = {
  start: hear,
  what: hear,
  where: takeReply('where'),
  when: takeReply('when'),
  hours: takeReply('hours'),
  who: takeReply('who'),
  contact: takeReply('contact'),
  confirm: atConfirm,
  offered: atOffer,
};
