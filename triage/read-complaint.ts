import { createHash } from 'node:crypto';
import type { PrismaClient } from '../prisma/client.ts';

/** What triage reads of a case. */
export interface Reading {
  caseId: string;
  filedAt: Date;
  text: string;
  sceneId: string | null;
  location: { latitude: number; longitude: number } | null;
  /** The question that told two departments apart, once it is answered. */
  answered: { question: string; clauses: string[]; answer: string } | null;
  /** Hash of all of the above: the same words need no second proposal. */
  inputHash: string;
}

/** The citizens' words of a case, with all they added since; null for a case that isn't there. */
export async function readComplaint(db: PrismaClient, caseId: string): Promise<Reading | null> {
  const row = await db.case.findUnique({
    where: { id: caseId },
    include: {
      tellingApart: true,
      complaints: { orderBy: { createdAt: 'asc' } },
      events: { where: { name: { in: ['citizen_answered', 'add_information'] } }, orderBy: { seq: 'asc' } },
    },
  });
  if (!row) return null;
  const added = row.events.map(({ data }) => String((data as { text?: string }).text ?? ''));
  const told = row.complaints.flatMap(({ text, place }) => (place ? [text, place] : [text]));
  const text = [...told, ...added].filter(Boolean).join('\n');
  const [first] = row.complaints;
  const located = first?.latitude != null && first.longitude != null;
  const location = located ? { latitude: first.latitude!, longitude: first.longitude! } : null;
  const sceneId = first?.sceneId ?? null;
  const inputHash = createHash('sha256')
    .update(JSON.stringify([text, sceneId, location]))
    .digest('hex');
  const { tellingApart: asked } = row;
  const answered =
    asked?.answer == null ? null : { question: asked.text, clauses: asked.clauses, answer: asked.answer };
  return { caseId, filedAt: row.filedAt, text, sceneId, location, answered, inputHash };
}
