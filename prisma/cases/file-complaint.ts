import { chineseDay } from '../../core/calendar.ts';
import { formatCaseNumber } from '../../core/case-number.ts';
import { dispatchDue } from '../../core/deadlines.ts';
import type { Kind, Urgency } from '../../core/words.ts';
import type { Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { announce } from './announce.ts';

/** One matter, as the citizen told it. */
export interface Filing {
  citizenId: string;
  conversationId: string | null;
  /** Its place among the matters of the conversation: filing the same one twice gives the same case. */
  ordinal: number;
  text: string;
  kind?: Kind | null;
  urgency?: Urgency;
  place?: string | null;
  since?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  sceneId?: string | null;
  contactName?: string | null;
  contactPhone?: string | null;
  anonymous?: boolean;
  attachmentIds?: readonly string[];
}

/**
 * Writes complaint, case and first event in the caller's transaction; the caller nudges `classify` after it
 * commits. The citizen is told by the conversation itself.
 */
export async function fileComplaint(
  tx: Transaction,
  filing: Filing,
  now: Date,
): Promise<{ case: Case; complaintId: string; repeated: boolean }> {
  const { attachmentIds = [], kind = null, urgency = 'normal', conversationId, ordinal, ...told } = filing;
  if (conversationId) {
    const known = await tx.complaint.findUnique({
      where: { conversationId_ordinal: { conversationId, ordinal } },
      include: { case: true },
    });
    if (known) return { case: known.case, complaintId: known.id, repeated: true };
  }
  const [next] = await tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('case_numbers') AS number`;
  const row = await tx.case.create({
    data: {
      number: formatCaseNumber(chineseDay(now), Number(next!.number)),
      state: 'awaiting_review',
      kind: kind ?? 'help',
      urgency,
      filedAt: now,
      stateSince: now,
      dueAt: dispatchDue(now, urgency),
    },
  });
  const complaint = await tx.complaint.create({
    data: { ...told, conversationId, ordinal, kind, caseId: row.id, createdAt: now },
  });
  if (attachmentIds.length > 0)
    await tx.attachment.updateMany({
      where: { id: { in: [...attachmentIds] }, complaintId: null },
      data: { complaintId: complaint.id },
    });
  await tx.event.create({
    data: {
      caseId: row.id,
      name: 'file',
      toState: row.state,
      actor: 'citizen',
      caseVersion: row.version,
      at: now,
    },
  });
  await announce(tx, row);
  return { case: row, complaintId: complaint.id, repeated: false };
}
