import { MinqingError } from '../../core/errors.ts';
import type { Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { fileComplaint } from './file-complaint.ts';

/** New facts about a case that is closed. */
export interface Following {
  citizenId: string;
  conversationId: string;
  /** The closed case. */
  number: string;
  text: string;
  attachmentIds: readonly string[];
  location: { latitude: number; longitude: number; label: string } | null;
}

/**
 * Files new facts as a case of their own that is linked to the closed one; where it is and how to reach the citizen is
 * known from there.
 * @throws MinqingError `not_found` where the closed case is not this citizen's
 */
export async function fileFollowing(tx: Transaction, following: Following, now: Date): Promise<Case> {
  const { citizenId, conversationId, number, text, attachmentIds, location } = following;
  const before = await tx.complaint.findFirst({ where: { citizenId, case: { number } } });
  if (!before) throw new MinqingError('not_found', '没有找到这个工单');
  const { place, latitude, longitude, sceneId, contactName, contactPhone, anonymous } = before;
  const filed = await fileComplaint(
    tx,
    {
      citizenId,
      conversationId,
      // Others of the same conversation may have been filed before.
      ordinal: await tx.complaint.count({ where: { conversationId } }),
      text: text || '（只发了照片或位置）',
      place: location?.label || place,
      latitude: location?.latitude ?? latitude,
      longitude: location?.longitude ?? longitude,
      sceneId,
      contactName,
      contactPhone,
      anonymous,
      attachmentIds,
    },
    now,
  );
  return tx.case.update({ where: { id: filed.case.id }, data: { followsId: before.caseId } });
}
