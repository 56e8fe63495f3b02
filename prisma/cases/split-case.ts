import type { z } from 'zod';
import { chineseDay } from '../../core/calendar.ts';
import { formatCaseNumber } from '../../core/case-number.ts';
import { dispatchDue } from '../../core/deadlines.ts';
import { MinqingError } from '../../core/errors.ts';
import type { split } from '../../core/lifecycle/needs.ts';
import type { Urgency } from '../../core/words.ts';
import type { Attachment, Complaint } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { announce } from './announce.ts';
import type { CaseChange, Effect } from './effects.ts';

/**
 * 一单多诉: the case keeps the first matter, each further one becomes a case of its own, linked to it. The citizen, the
 * place, the contact and the photographs go with each; the whole telling is kept beside each part. All of them are
 * classified anew. The clock of each runs from the first filing: nobody waits longer for having told two things.
 */
export async function splitCase(effect: Effect): Promise<CaseChange> {
  const { tx, found, data } = effect;
  const [first, ...further] = (data as z.infer<typeof split>).matters;
  const [complaint, ...others] = await tx.complaint.findMany({
    where: { caseId: found.row.id },
    include: { attachments: true },
  });
  if (!complaint || others.length > 0)
    throw new MinqingError('conflict', '这件工单有几位诉求人，不能拆分，请先撤销并单');
  const original = complaint.original ?? complaint.text;
  for (const text of further) await fileMatter(effect, { ...complaint, original }, text);
  await tx.complaint.update({ where: { id: complaint.id }, data: { text: first!, original } });
  return { triagedAt: null, triageAttempts: 0, claimedById: null, claimedUntil: null };
}

async function fileMatter(
  { tx, found, acting, now }: Effect,
  told: Complaint & { attachments: Attachment[] },
  text: string,
): Promise<void> {
  const [next] = await tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('case_numbers') AS number`;
  const { filedAt, kind, number } = found.row;
  // The whole telling may have been urgent for one of its matters only: each is judged anew.
  const urgency: Urgency = 'normal';
  const row = await tx.case.create({
    data: {
      number: formatCaseNumber(chineseDay(now), Number(next!.number)),
      state: 'awaiting_review',
      kind,
      urgency,
      filedAt,
      stateSince: now,
      dueAt: dispatchDue(filedAt, urgency),
      splitFromId: found.row.id,
    },
  });
  const { id: _, caseId: __, createdAt: ___, attachments, ...kept } = told;
  const complaint = await tx.complaint.create({
    data: { ...kept, text, caseId: row.id, ordinal: await nextOrdinal(tx, told), createdAt: now },
  });
  for (const { id: ____, ...photo } of attachments)
    await tx.attachment.create({ data: { ...photo, complaintId: complaint.id } });
  await tx.event.create({
    data: {
      caseId: row.id,
      name: 'file',
      toState: row.state,
      actor: acting.type,
      userId: acting.type === 'user' ? acting.userId : null,
      data: { note: `由工单 ${number} 拆出` },
      caseVersion: row.version,
      at: now,
    },
  });
  await announce(tx, row);
}

/** Matters of one conversation are told apart by their ordinals. */
async function nextOrdinal(tx: Transaction, { conversationId, ordinal }: Complaint): Promise<number> {
  if (conversationId === null) return ordinal;
  const { _max } = await tx.complaint.aggregate({ where: { conversationId }, _max: { ordinal: true } });
  return (_max.ordinal ?? 0) + 1;
}
