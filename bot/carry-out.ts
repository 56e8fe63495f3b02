import { isOfficeHours, nextOfficeHours, officeHours } from '../core/calendar.ts';
import { deadlineRules } from '../core/deadlines.ts';
import { MinqingError } from '../core/errors.ts';
import { type CaseEvent, eventTable, type Told } from '../core/lifecycle/events.ts';
import { sayDay } from '../core/texts/say-day.ts';
import { toldTexts } from '../core/texts/told.ts';
import type { Language } from '../core/words.ts';
import { applyEvent } from '../prisma/cases/apply-event.ts';
import { fileComplaint } from '../prisma/cases/file-complaint.ts';
import { fileFollowing } from '../prisma/cases/file-following.ts';
import { factsToTell, type Owed } from '../prisma/cases/tell.ts';
import { answerTellingApart, skipTellingApart } from '../prisma/cases/tell-apart.ts';
import { askForPerson, stopAsking } from '../prisma/takeovers/ask.ts';
import type { Transaction } from '../prisma/transaction.ts';
import { complaintText } from './intake/complaint-text.ts';
import { type Draft, placeOf } from './intake/draft.ts';
import type { Effect, StepResult } from './intake/step.ts';
import { aboutCases } from './intake/texts/about-cases.ts';

/** Where effects happen: the transaction of the citizen's turn, also of one without a message. */
export interface Place {
  tx: Transaction;
  citizen: { id: string; language: string };
  conversation: { id: string };
}

/** Work that a committed turn leaves to others. */
export interface Nudges {
  classify: string[];
  deliver: Owed[];
}

const languageOf = ({ citizen }: Place) => citizen.language as Language;

async function file(turn: Place, draft: Draft, wantsHuman: boolean, nudges: Nudges, now: Date) {
  const { since, location, sceneId, name, phone, anonymous, kind } = draft;
  const filed = await fileComplaint(
    turn.tx,
    {
      citizenId: turn.citizen.id,
      conversationId: turn.conversation.id,
      ordinal: draft.ordinal,
      text: complaintText(draft, wantsHuman),
      kind,
      ...(draft.danger ? { urgency: 'danger' as const } : {}),
      place: placeOf(draft),
      since,
      latitude: location?.latitude ?? null,
      longitude: location?.longitude ?? null,
      sceneId,
      contactName: name,
      contactPhone: phone,
      anonymous: (anonymous || kind === 'report') && !phone,
      attachmentIds: draft.attachmentIds,
    },
    now,
  );
  nudges.classify.push(filed.case.id);
  return [toldTexts[languageOf(turn)].filed({ number: filed.case.number })];
}

/** What a merged case's citizen does to their own case; everything else goes where the work is done, to its master. */
const ofOwnCase: readonly CaseEvent[] = ['withdraw', 'rate_merged'];

async function act(turn: Place, effect: Extract<Effect, { type: 'event' }>, nudges: Nudges, now: Date) {
  const { tx, citizen } = turn;
  const { number } = effect;
  const own = await tx.case.findUniqueOrThrow({
    where: { number },
    select: { id: true, state: true, masterId: true, master: { select: { state: true } } },
  });
  const master = own.state === 'merged' && !ofOwnCase.includes(effect.event) ? own.masterId : null;
  // Whatever is added while a reviewer waits for the citizen is what they wait for.
  const state = master ? own.master?.state : own.state;
  const answers = effect.event === 'add_information' && state === 'awaiting_citizen';
  const event = answers ? 'citizen_answered' : effect.event;
  const { owed, case: changed } = await applyEvent(tx, {
    caseId: master ?? own.id,
    event,
    data: master ? { ...effect.data, from: number } : effect.data,
    acting: { type: 'citizen', citizenId: citizen.id },
    now,
    tell: false,
  });
  nudges.deliver.push(...owed);
  // What is told before the decision changes what is proposed; later it is for the department to read.
  const added = event === 'citizen_answered' || event === 'add_information';
  if (added && changed.state === 'awaiting_review') nudges.classify.push(changed.id);
  const { told } = eventTable[event] as { told?: Told };
  if (!told) return [];
  const facts = await factsToTell(tx, changed, told, effect.data, now);
  return [toldTexts[languageOf(turn)][told]({ number, ...facts(languageOf(turn)) })];
}

async function follow(turn: Place, effect: Extract<Effect, { type: 'follow' }>, nudges: Nudges, now: Date) {
  const { number, ...said } = effect;
  const { tx, citizen, conversation } = turn;
  const filed = await fileFollowing(
    tx,
    { citizenId: citizen.id, conversationId: conversation.id, number, ...said },
    now,
  );
  nudges.classify.push(filed.id);
  return [aboutCases[languageOf(turn)].followed(number, filed.number)];
}

async function answerApart(
  turn: Place,
  { caseId, number, data }: Extract<Effect, { type: 'answer_apart' }>,
  nudges: Nudges,
  now: Date,
) {
  await answerTellingApart(turn.tx, { caseId, citizenId: turn.citizen.id, ...data }, now);
  nudges.classify.push(caseId);
  return [toldTexts[languageOf(turn)].added({ number })];
}

async function skipApart(turn: Place, caseId: string, now: Date) {
  await skipTellingApart(turn.tx, { caseId, citizenId: turn.citizen.id }, now);
  return [aboutCases[languageOf(turn)].skipped];
}

async function callPerson(turn: Place, now: Date) {
  const words = aboutCases[languageOf(turn)];
  await askForPerson(turn.tx, turn.citizen.id, now);
  if (isOfficeHours(now)) return [words.human(deadlineRules.humanMinutes)];
  return [words.humanLater(sayDay(nextOfficeHours(now), now, languageOf(turn)), officeHours.from)];
}

async function callNobody(turn: Place, now: Date) {
  await stopAsking(turn.tx, turn.citizen.id, now);
  return [aboutCases[languageOf(turn)].humanCancelled];
}

function carryOutOne(turn: Place, effect: Effect, nudges: Nudges, now: Date) {
  switch (effect.type) {
    case 'file':
      return file(turn, effect.draft, effect.wantsHuman, nudges, now);
    case 'follow':
      return follow(turn, effect, nudges, now);
    case 'answer_apart':
      return answerApart(turn, effect, nudges, now);
    case 'skip_apart':
      return skipApart(turn, effect.caseId, now);
    case 'human':
      return callPerson(turn, now);
    case 'no_human':
      return callNobody(turn, now);
    case 'event':
      return act(turn, effect, nudges, now);
  }
}

/**
 * Does what a step asks for, in the turn's transaction.
 * @returns what the citizen is told of it
 */
export async function carryOut(
  turn: Place,
  result: StepResult,
  nudges: Nudges,
  now: Date,
): Promise<string[]> {
  const said: string[] = [];
  for (const effect of result.effects) {
    try {
      said.push(...(await carryOutOne(turn, effect, nudges, now)));
    } catch (error) {
      // The case moved on meanwhile: the citizen hears why, and the words stay in the conversation.
      if (!(error instanceof MinqingError)) throw error;
      const { unknownNumber } = aboutCases[languageOf(turn)];
      said.push(error.code === 'not_found' ? unknownNumber : `${error.message}。您的话已经记下。`);
    }
  }
  return [...said, ...(result.afterwards ?? [])];
}
