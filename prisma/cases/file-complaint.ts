import { randomUUID } from 'node:crypto';
import { chineseDay } from '../../core/calendar.ts';
import { formatCaseNumber } from '../../core/case-number.ts';
import { dispatchDue } from '../../core/deadlines.ts';
import type { Kind, Urgency } from '../../core/words.ts';
import type { Case } from '../generated/client.ts';
import { jsonRows } from '../json-rows.ts';
import type { Transaction } from '../transaction.ts';
import { caseChannel, noticeOf } from './announce.ts';

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

export interface Filed {
  case: Pick<Case, 'id' | 'number' | 'state' | 'version' | 'departmentCode'>;
  complaintId: string;
  repeated: boolean;
}

type Known = { next: bigint | null; complaintId: string | null } & Filed['case'];

/** The next number, or what was filed before at this place of the conversation. */
const look = `
  SELECT CASE WHEN p.id IS NULL THEN nextval('case_numbers') END AS next, p.id AS "complaintId",
    c.id, c.number, c.state, c.version, c.department_code AS "departmentCode"
  FROM (SELECT) once
  LEFT JOIN complaints p ON p.conversation_id = $1::uuid AND p.ordinal = $2::int
  LEFT JOIN cases c ON c.id = p.case_id`;

const write = `
  WITH f AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS f("caseId" uuid, "complaintId" uuid, "eventId" uuid, number text,
      state text, urgency text, kind text, "dueAt" timestamptz, "citizenId" uuid, "conversationId" uuid, ordinal int,
      text text, place text, since text, latitude float8, longitude float8, "sceneId" text, "contactName" text,
      "contactPhone" text, anonymous bool, "attachmentIds" uuid[], at timestamptz)),
  filed AS (
    INSERT INTO cases (id, number, state, kind, urgency, filed_at, state_since, due_at)
    SELECT "caseId", number, state, coalesce(kind, 'help'), urgency, at, at, "dueAt" FROM f),
  told AS (
    INSERT INTO complaints (id, citizen_id, conversation_id, ordinal, case_id, text, kind, place, since, latitude,
      longitude, scene_id, contact_name, contact_phone, anonymous, created_at)
    SELECT "complaintId", "citizenId", "conversationId", ordinal, "caseId", text, kind, place, since, latitude,
      longitude, "sceneId", "contactName", "contactPhone", anonymous, at FROM f),
  shown AS (
    UPDATE attachments a SET complaint_id = f."complaintId" FROM f
    WHERE a.complaint_id IS NULL AND (a.id = ANY (f."attachmentIds") OR a.message_id IN (
      SELECT m.id FROM messages m WHERE m.citizen_id = f."citizenId" AND m.conversation_id = f."conversationId"))),
  noted AS (
    INSERT INTO events (id, case_id, name, to_state, actor, case_version, at)
    SELECT "eventId", "caseId", 'file', state, 'citizen', 1, at FROM f)
  SELECT pg_notify($2, $3)::text`;

/**
 * Writes complaint, case and first event in the caller's transaction, in two statements; the caller nudges `classify`
 * after it commits. The citizen is told by the conversation itself.
 */
export async function fileComplaint(tx: Transaction, filing: Filing, now: Date): Promise<Filed> {
  const { conversationId, ordinal, urgency = 'normal', attachmentIds = [], ...told } = filing;
  const [found] = await tx.$queryRawUnsafe<Known[]>(look, conversationId, ordinal);
  const { next, complaintId: known, ...before } = found!;
  if (known !== null) return { case: before, complaintId: known, repeated: true };
  const complaintId = randomUUID();
  const number = formatCaseNumber(chineseDay(now), Number(next));
  const row = { id: randomUUID(), number, state: 'awaiting_review', version: 1, departmentCode: null };
  const values = {
    anonymous: false,
    ...told,
    conversationId,
    ordinal,
    urgency,
    attachmentIds,
    complaintId,
    number,
    caseId: row.id,
    eventId: randomUUID(),
    state: row.state,
    dueAt: dispatchDue(now, urgency),
    at: now,
  };
  await tx.$queryRawUnsafe(write, jsonRows([values]), caseChannel, JSON.stringify(noticeOf(row)));
  return { case: row, complaintId, repeated: false };
}
