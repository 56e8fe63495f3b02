import { MinqingError } from '../core/errors.ts';
import { eventTable, type Told } from '../core/lifecycle/events.ts';
import { toldTexts } from '../core/texts/told.ts';
import { applyEvent } from '../prisma/cases/apply-event.ts';
import { fileComplaint } from '../prisma/cases/file-complaint.ts';
import type { Owed } from '../prisma/cases/tell.ts';
import type { Turn } from '../prisma/conversations/take-turn.ts';
import type { Draft } from './intake/draft.ts';
import type { Effect, StepResult } from './intake/step.ts';
import { texts } from './intake/texts.ts';

/** Where effects happen: the citizen's locked turn, also one without a message. */
type Place = Omit<Turn, 'message'>;

/** Work that a committed turn leaves to others. */
export interface Nudges {
  classify: string[];
  deliver: Owed[];
}

async function file({ tx, citizen, conversation }: Place, draft: Draft, wantsHuman: boolean, now: Date) {
  const { place, since, location, sceneId, name, phone, anonymous } = draft;
  const told = draft.told.join('\n') || '(只发了照片)';
  const filed = await fileComplaint(
    tx,
    {
      citizenId: citizen.id,
      conversationId: conversation.id,
      ordinal: 0,
      text: wantsHuman ? `${told}\n(希望人工联系)` : told,
      ...(draft.danger ? { urgency: 'danger' as const } : {}),
      place,
      since,
      latitude: location?.latitude ?? null,
      longitude: location?.longitude ?? null,
      sceneId,
      contactName: name,
      contactPhone: phone,
      anonymous: anonymous && !phone,
      attachmentIds: draft.attachmentIds,
    },
    now,
  );
  return filed.case;
}

async function act(turn: Place, effect: Extract<Effect, { type: 'event' }>, nudges: Nudges, now: Date) {
  const row = await turn.tx.case.findUniqueOrThrow({
    where: { number: effect.number },
    select: { id: true },
  });
  const acting = { type: 'citizen', citizenId: turn.citizen.id } as const;
  const request = { caseId: row.id, event: effect.event, data: effect.data, acting, now, tell: false };
  const { owed } = await applyEvent(turn.tx, request);
  nudges.deliver.push(...owed);
  if (effect.event === 'citizen_answered' || effect.event === 'add_information') nudges.classify.push(row.id);
  const { told } = eventTable[effect.event] as { told?: Told };
  return told ? [toldTexts[told]({ number: effect.number })] : [];
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
    if (effect.type === 'file') {
      const row = await file(turn, result.draft, effect.wantsHuman, now);
      nudges.classify.push(row.id);
      said.push(toldTexts.filed({ number: row.number }));
      continue;
    }
    try {
      said.push(...(await act(turn, effect, nudges, now)));
    } catch (error) {
      // The case moved on meanwhile: the citizen hears why, and the words stay in the conversation.
      if (!(error instanceof MinqingError)) throw error;
      said.push(error.code === 'not_found' ? texts.unknownNumber : `${error.message}。您的话已经记下。`);
    }
  }
  return said;
}
