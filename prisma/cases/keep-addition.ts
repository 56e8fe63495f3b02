import type { z } from 'zod';
import type { citizenText } from '../../core/lifecycle/needs.ts';
import type { Effect } from './effects.ts';

/** The photographs and the place that a citizen adds become part of their complaint, for reviewer and department. */
export async function keepAddition({ tx, found, acting, data }: Effect): Promise<void> {
  const { attachmentIds, location, from } = data as z.infer<typeof citizenText>;
  if (acting.type !== 'citizen' || (!attachmentIds?.length && !location)) return;
  const complaint = await tx.complaint.findFirst({
    where: { citizenId: acting.citizenId, case: from ? { number: from } : { id: found.row.id } },
    orderBy: { createdAt: 'asc' },
  });
  if (!complaint) return;
  if (attachmentIds?.length)
    await tx.attachment.updateMany({
      where: {
        id: { in: attachmentIds },
        complaintId: null,
        message: { citizenId: acting.citizenId },
      },
      data: { complaintId: complaint.id },
    });
  if (location && complaint.latitude === null)
    await tx.complaint.update({
      where: { id: complaint.id },
      data: { latitude: location.latitude, longitude: location.longitude },
    });
}
