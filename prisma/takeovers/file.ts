import { findDanger } from '../../core/danger/find-danger.ts';
import { toldTexts } from '../../core/texts/told.ts';
import type { Kind, Language } from '../../core/words.ts';
import { fileComplaint } from '../cases/file-complaint.ts';
import type { Owed } from '../cases/tell.ts';
import type { Transaction } from '../transaction.ts';
import { requireHeld } from './hold.ts';
import { speak } from './speak.ts';

/** A matter as the person at the desk wrote it down. */
export interface Written {
  text: string;
  kind: Kind | null;
  place: string | null;
  since: string | null;
  name: string | null;
  phone: string | null;
  anonymous: boolean;
}

/** What the bot had understood so far and the person does not write anew. */
export interface KnownOfDraft {
  location: { latitude: number; longitude: number } | null;
  sceneId: string | null;
  attachmentIds: readonly string[];
}

/**
 * Files what the citizen told a person, with the photographs of the conversation; the bot's draft is done with. The
 * citizen is told the number.
 * @throws MinqingError `conflict` when the person holds the conversation no longer
 */
export async function fileAsPerson(
  tx: Transaction,
  id: string,
  userId: string,
  written: Written,
  known: KnownOfDraft,
  now: Date,
): Promise<{ caseId: string; number: string; owed: Owed }> {
  const takeover = await requireHeld(tx, id, userId, now);
  const { citizenId } = takeover;
  await tx.$queryRaw`SELECT id FROM citizens WHERE id = ${citizenId}::uuid FOR NO KEY UPDATE`;
  const open = await tx.conversation.findFirst({
    where: { citizenId, closedAt: null },
    select: { id: true },
  });
  const conversationId = open?.id ?? null;
  const { name, phone, ...told } = written;
  const sent = await tx.attachment.findMany({
    where: {
      complaintId: null,
      message: { citizenId, receivedAt: { gte: takeover.takenAt ?? takeover.askedAt } },
    },
    select: { id: true },
  });
  const filed = await fileComplaint(
    tx,
    {
      ...told,
      ...(findDanger(told.text) ? { urgency: 'danger' as const } : {}),
      citizenId,
      conversationId,
      ordinal: conversationId ? await tx.complaint.count({ where: { conversationId } }) : 0,
      latitude: known.location?.latitude ?? null,
      longitude: known.location?.longitude ?? null,
      sceneId: known.sceneId,
      contactName: name,
      contactPhone: phone,
      attachmentIds: [...new Set([...known.attachmentIds, ...sent.map((each) => each.id)])],
    },
    now,
  );
  if (conversationId)
    await tx.conversation.update({
      where: { id: conversationId },
      data: { closedAt: now, version: { increment: 1 } },
    });
  await tx.takeover.update({ where: { id }, data: { heardAt: null } });
  const { language } = await tx.citizen.findUniqueOrThrow({
    where: { id: citizenId },
    select: { language: true },
  });
  const { number } = filed.case;
  const text = toldTexts[language as Language].filed({ number });
  return { caseId: filed.case.id, number, owed: await speak(tx, takeover, text, userId, now) };
}
