import type { Told } from '../../core/lifecycle/events.ts';
import { toldTexts } from '../../core/texts/told.ts';
import { findQuietEnd } from '../conversations/quiet.ts';
import type { Case, Event } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** An outgoing message that a committed transaction owes; `deliver` is nudged with it. */
export interface Owed {
  messageId: string;
  channel: string;
}

const followsMaster: readonly Told[] = ['dispatched', 'answered', 'reopened'];

/** Complaints of the case and, where the master speaks for them, of the cases merged into it. */
async function listRecipients(tx: Transaction, row: Case, told: Told) {
  const cases = followsMaster.includes(told)
    ? [{ id: row.id }, { masterId: row.id, state: 'merged' }]
    : [{ id: row.id }];
  return tx.complaint.findMany({
    where: { case: { OR: cases } },
    distinct: ['citizenId', 'caseId'],
    include: { citizen: true, case: { select: { number: true } } },
  });
}

/** Writes what each citizen of the case is told of the event, as rows that are owed. */
export async function tell(tx: Transaction, row: Case, event: Event, told: Told, now: Date): Promise<Owed[]> {
  const department = row.departmentCode
    ? await tx.department.findUnique({ where: { code: row.departmentCode } })
    : null;
  const { reason } = event.data as { reason?: string };
  const owed: Owed[] = [];
  for (const { citizen, conversationId, case: own } of await listRecipients(tx, row, told)) {
    const text = toldTexts[told]({
      number: own.number,
      department: department?.name,
      question: row.question ?? undefined,
      answer: row.answer ?? undefined,
      reason,
    });
    const message = await tx.message.create({
      data: {
        direction: 'out',
        channel: citizen.channel,
        citizenId: citizen.id,
        conversationId,
        kind: 'text',
        text,
        eventId: event.id,
        notBefore: row.urgency === 'danger' ? null : await findQuietEnd(tx, citizen.channel, now),
        receivedAt: now,
      },
    });
    owed.push({ messageId: message.id, channel: citizen.channel });
  }
  return owed;
}
