import type { PrismaClient } from '../generated/client.ts';

/**
 * A case that a person decided, as a labelled example beside the proposal it answers: what was told, what triage
 * said, what the reviewer made of it, and whether the department sent it back.
 */
export interface Review {
  decisionId: string;
  caseId: string;
  decidedAt: Date;
  /** Dispatched without review; it is here because a person named another unit afterwards. */
  automatic: boolean;
  /** All that the citizens had told up to the decision, as triage reads it. */
  text: string;
  sceneId: string | null;
  /** WGS-84 degrees. */
  location: { latitude: number; longitude: number } | null;
  topicCode: string;
  /** The unit that answers for it in the end: after a granted return or a ruling, the one that was named then. */
  departmentCode: string;
  /** The unit that the decision named. */
  decidedDepartment: string;
  districtCode: string | null;
  kind: string;
  urgency: string;
  /** The department sent it back, rightly or not; rightly is `departmentCode !== decidedDepartment`. */
  returned: boolean;
  /** Null where triage had nothing to say, or broke. */
  proposal: {
    id: string;
    /** `name@version` */
    model: string;
    topicCode: string | null;
    departmentCode: string | null;
    /** 0…1; null in proposals of old. */
    topicProbability: number | null;
    departmentProbability: number | null;
    unsure: boolean;
  } | null;
}

interface Row extends Omit<Review, 'location' | 'proposal'> {
  latitude: number | null;
  longitude: number | null;
  proposalId: string | null;
  model: string;
  proposedTopic: string | null;
  proposedDepartment: string | null;
  topicProbability: number | null;
  departmentProbability: number | null;
  unsure: boolean;
}

const pageSize = 500;
const never = '00000000-0000-0000-0000-000000000000';

/**
 * Every reviewed case decided at or after `since`, oldest first, one for each case: its last decision. Read page by
 * page, so that a city's whole history takes the memory of one page.
 */
export async function* listReviews(
  db: PrismaClient,
  { since = new Date(0) }: { since?: Date } = {},
): AsyncGenerator<Review> {
  let after = { at: since, id: never };
  for (;;) {
    const rows = await readPage(db, after.at, after.id);
    for (const row of rows) yield present(row);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = { at: last.decidedAt, id: last.decisionId };
  }
}

function readPage(db: PrismaClient, at: Date, id: string): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT r.decision_id AS "decisionId", r.case_id AS "caseId", r.decided_at AS "decidedAt", r.automatic,
      told.text || COALESCE(added.text, '') AS text, first.scene_id AS "sceneId", first.latitude, first.longitude,
      r.topic_code AS "topicCode", r.department_code AS "departmentCode",
      r.decided_department AS "decidedDepartment", r.district_code AS "districtCode", r.kind, r.urgency,
      r.returned, p.id AS "proposalId", p.model, p.topic_code AS "proposedTopic",
      p.department_code AS "proposedDepartment", p.topic_probability AS "topicProbability",
      p.department_probability AS "departmentProbability", p.unsure
    FROM reviews r
    LEFT JOIN proposals p ON p.id = r.proposal_id
    LEFT JOIN LATERAL (
      SELECT string_agg(concat_ws(E'\n', NULLIF(c.text, ''), NULLIF(c.place, '')), E'\n' ORDER BY c.created_at)
        AS text FROM complaints c WHERE c.case_id = r.case_id) told ON true
    LEFT JOIN LATERAL (
      SELECT string_agg(E'\n' || (e.data ->> 'text'), '' ORDER BY e.seq) AS text FROM events e
      WHERE e.case_id = r.case_id AND e.name IN ('citizen_answered', 'add_information')
        AND e.at <= r.decided_at) added ON true
    LEFT JOIN LATERAL (
      SELECT c.scene_id, c.latitude, c.longitude FROM complaints c WHERE c.case_id = r.case_id
      ORDER BY c.created_at LIMIT 1) first ON true
    WHERE (r.decided_at, r.decision_id) > (${at}, ${id}::uuid) AND told.text IS NOT NULL
    ORDER BY r.decided_at, r.decision_id LIMIT ${pageSize}`;
}

function present(row: Row): Review {
  const { latitude, longitude, proposalId, model, proposedTopic, proposedDepartment, ...rest } = row;
  const { topicProbability, departmentProbability, unsure, ...review } = rest;
  return {
    ...review,
    location: latitude === null || longitude === null ? null : { latitude, longitude },
    proposal: proposalId
      ? {
          id: proposalId,
          model,
          topicCode: proposedTopic,
          departmentCode: proposedDepartment,
          topicProbability,
          departmentProbability,
          unsure,
        }
      : null,
  };
}
