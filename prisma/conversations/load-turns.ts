import type { PrismaClient } from '../generated/client.ts';

/** A message that waits to be handled. */
export interface WaitingMessage {
  id: string;
  kind: string;
  text: string;
  content: unknown;
  receivedAt: Date;
  attachmentIds: readonly string[];
}

/** A case that the citizen has filed, and where it is now. */
export interface FiledCase {
  number: string;
  /** What the citizen said. */
  text: string;
  filedAt: Date;
  question: string | null;
  satisfied: boolean | null;
  /** When this citizen last urged it. */
  urgedAt: Date | null;
  /** Another case speaks for it, into which it was merged: what follows is that one's. */
  merged: boolean;
  state: string;
  /** Short name of the unit in charge. */
  department: string | null;
  answerDueAt: Date | null;
  closedAt: Date | null;
  answer: string | null;
}

export interface TurnCitizen {
  id: string;
  channel: string;
  externalId: string;
  name: string | null;
  phone: string | null;
  sceneId: string | null;
  language: string;
  /** What the bot asked about filed cases, as it stored it. */
  pending: unknown;
}

/** Everything that the next step of a conversation depends on, as it was at one moment. */
export interface Turn {
  citizen: TurnCitizen;
  /** The open conversation; null where the message begins one. */
  conversation: { id: string; draft: unknown; version: number; touchedAt: Date } | null;
  /** The oldest message that waits. */
  message: WaitingMessage;
  /** All that wait, oldest first: the first ten. */
  waiting: readonly WaitingMessage[];
  /** How many the citizen has sent within a minute, up to the newest; counted no further than {@link mostRecent}. */
  recent: number;
  /** The newest first, at most ten. */
  cases: readonly FiledCase[];
  /** The open request for a person, or the conversation that one holds. */
  takeover: { id: string; takenAt: Date | null; leaseUntil: Date | null; heardAt: Date | null } | null;
  /** The unanswered question that tells two departments apart, while a reviewer may still use the answer. */
  apart: { caseId: string; number: string; text: string; askedAt: Date } | null;
}

const most = 10;
const mostRecent = 40;

const load = `
  SELECT
    jsonb_build_object('id', c.id, 'channel', c.channel, 'externalId', c.external_id, 'name', c.name, 'phone', c.phone,
      'sceneId', c.scene_id, 'language', c.language, 'pending', c.pending) AS citizen,
    (SELECT jsonb_build_object('id', v.id, 'draft', v.draft, 'version', v.version,
      'touchedAt', v.touched_at) FROM conversations v
      WHERE v.citizen_id = c.id AND v.closed_at IS NULL LIMIT 1) AS conversation,
    words.waiting,
    (SELECT (count(*) FILTER (WHERE r.received_at > r.newest - interval '1 minute'))::int FROM (
      SELECT received_at, max(received_at) OVER () AS newest FROM (
        SELECT received_at FROM messages WHERE citizen_id = c.id AND direction = 'in' AND kind <> 'event'
        ORDER BY seq DESC LIMIT ${mostRecent}) latest) r) AS recent,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('number', own.number, 'text', p.text, 'filedAt', own.filed_at,
        'question', own.question, 'satisfied', own.satisfied, 'merged', speaker.id <> own.id, 'state', speaker.state,
        'department', d.short_name, 'answerDueAt', speaker.answer_due_at, 'closedAt', speaker.closed_at,
        'answer', speaker.answer,
        'urgedAt', (SELECT e.at FROM events e WHERE e.case_id = speaker.id AND e.name = 'urge' AND e.actor = 'citizen'
          AND e.data->>'from' IS NOT DISTINCT FROM CASE WHEN speaker.id <> own.id THEN own.number END
          ORDER BY e.seq DESC LIMIT 1)) ORDER BY p.created_at DESC), '[]')
      FROM (SELECT case_id, text, created_at FROM complaints WHERE citizen_id = c.id
        ORDER BY created_at DESC LIMIT ${most}) p
      JOIN cases own ON own.id = p.case_id
      JOIN cases speaker ON speaker.id = CASE WHEN own.state = 'merged' THEN coalesce(own.master_id, own.id) ELSE own.id END
      LEFT JOIN departments d ON d.code = speaker.department_code) AS cases,
    (SELECT jsonb_build_object('id', t.id, 'takenAt', t.taken_at, 'leaseUntil', t.lease_until, 'heardAt', t.heard_at)
      FROM takeovers t WHERE t.citizen_id = c.id AND t.ended_at IS NULL LIMIT 1) AS takeover,
    (SELECT jsonb_build_object('caseId', q.case_id, 'number', k.number, 'text', q.text, 'askedAt', q.asked_at)
      FROM tellings_apart q JOIN cases k ON k.id = q.case_id
      WHERE q.citizen_id = c.id AND q.answered_at IS NULL AND k.state = 'awaiting_review'
      ORDER BY q.asked_at DESC LIMIT 1) AS apart
  FROM unnest($1::uuid[]) AS asked(id)
  CROSS JOIN LATERAL (SELECT * FROM citizens WHERE id = asked.id LIMIT 1) c
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'text', m.text, 'content', m.content,
      'receivedAt', m.received_at, 'attachmentIds', (SELECT coalesce(jsonb_agg(a.id ORDER BY a.created_at), '[]')
        FROM attachments a WHERE a.message_id = m.id)) ORDER BY m.seq) AS waiting
    FROM (SELECT * FROM messages WHERE citizen_id = c.id AND direction = 'in' AND handled_at IS NULL
      AND failed_at IS NULL ORDER BY seq LIMIT ${most}) m) words
  WHERE words.waiting IS NOT NULL`;

type Row = Omit<Turn, 'message'>;

const instants: ReadonlySet<string> = new Set([
  'receivedAt',
  'filedAt',
  'urgedAt',
  'answerDueAt',
  'closedAt',
  'takenAt',
  'leaseUntil',
  'heardAt',
  'askedAt',
  'touchedAt',
]);

/** JSON has no instants: those of one row, read. */
function withInstants<T extends object>(row: T): T {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    instants.has(name) && typeof value === 'string' ? new Date(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

/**
 * The turns of these citizens, in one question to the database and without a lock.
 * @returns null at the place of a citizen for whom nothing waits
 */
export async function loadTurns(
  db: PrismaClient,
  citizenIds: readonly string[],
): Promise<readonly (Turn | null)[]> {
  const rows = await db.$queryRawUnsafe<Row[]>(load, citizenIds);
  const turns = new Map<string, Turn>();
  for (const { citizen, conversation, recent, cases, takeover, apart, ...row } of rows) {
    const waiting = row.waiting.map(withInstants);
    turns.set(citizen.id, {
      citizen,
      conversation: conversation && withInstants(conversation),
      recent,
      waiting,
      message: waiting[0]!,
      cases: cases.map(withInstants),
      takeover: takeover && withInstants(takeover),
      apart: apart && withInstants(apart),
    });
  }
  return citizenIds.map((id) => turns.get(id) ?? null);
}
