import type { Queues } from '../core/queue/queues.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { closeSilent, listSilent } from '../prisma/conversations/close-silent.ts';
import { carryOut, type Nudges } from './carry-out.ts';
import type { Deliverer } from './deliver.ts';
import { expirePending } from './intake/answer-pending.ts';
import { hasSubstance, readDraft } from './intake/draft.ts';
import { readPending } from './intake/pending.ts';
import { expire } from './intake/step.ts';

/**
 * Ends conversations that fell silent: a half-told matter is filed with what is there, so that it is not
 * lost; an empty one is closed without a word.
 */
export async function expireConversations(
  db: PrismaClient,
  queues: Pick<Queues, 'nudge'>,
  deliverer: Deliverer,
  channel: string,
  before: Date,
  now: Date,
): Promise<void> {
  for (const { id, citizenId } of await listSilent(db, channel, before)) {
    const nudges: Nudges = { classify: [], deliver: [] };
    await closeSilent(db, id, citizenId, before, now, async (turn) => {
      const draft = readDraft(turn.conversation.draft);
      const kept = expirePending(draft, readPending(turn.citizen.pending, now));
      const result = kept ?? expire(draft);
      const said = kept || hasSubstance(draft) ? await carryOut(turn, result, nudges, now) : [];
      return [...result.answers, ...said];
    });
    await deliverer.toCitizen(citizenId);
    for (const caseId of nudges.classify) await queues.nudge('classify', { caseId });
    for (const owed of nudges.deliver) await queues.nudge('deliver', owed);
  }
}
