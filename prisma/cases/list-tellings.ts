import type pg from 'pg';

/** A case as its citizens told it, with all they added, and as far as it is placed: what finding its like needs. */
export interface CaseTelling {
  caseId: string;
  version: number;
  state: string;
  filedAt: Date;
  text: string;
  /** Of the decision, else of the latest proposal. */
  topicCode: string | null;
  districtCode: string | null;
  sceneId: string | null;
  latitude: number | null;
  longitude: number | null;
  citizenIds: string[];
}

// Complaints and events are looked up by the case: no table is read as a whole, whatever its size.
const columns = `
  c.id AS "caseId", c.version, c.state, c.filed_at AS "filedAt",
  coalesce(c.topic_code, p.topic_code) AS "topicCode",
  coalesce(c.district_code, p.district_code) AS "districtCode",
  concat_ws(E'\\n', t.text, e.text) AS text, t.scene_id AS "sceneId", t.latitude, t.longitude,
  coalesce(t.citizens, '{}') AS "citizenIds"
FROM cases c
LEFT JOIN LATERAL (
  SELECT topic_code, district_code FROM proposals WHERE case_id = c.id ORDER BY created_at DESC LIMIT 1
) p ON true
LEFT JOIN LATERAL (
  SELECT string_agg(concat_ws(E'\\n', text, place), E'\\n' ORDER BY created_at) AS text,
    min(scene_id) AS scene_id, min(latitude) AS latitude, min(longitude) AS longitude,
    array_agg(DISTINCT citizen_id::text) AS citizens
  FROM complaints WHERE case_id = c.id
) t ON true
LEFT JOIN LATERAL (
  SELECT string_agg(data->>'text', E'\\n' ORDER BY seq) AS text
  FROM events WHERE case_id = c.id AND name IN ('citizen_answered', 'add_information')
) e ON true`;

/** Pages of all cases filed since `since`, newest first, closed ones too. */
export async function* pageTellings(
  pool: pg.Pool,
  since: Date,
  pageSize = 1_000,
): AsyncGenerator<CaseTelling[]> {
  let [at, id] = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  for (;;) {
    // The time goes back as text: a JavaScript date is coarser than PostgreSQL's.
    const { rows } = await pool.query<CaseTelling & { at: string }>(
      `SELECT c.filed_at::text AS at, ${columns}
      WHERE c.filed_at >= $1 AND (c.filed_at, c.id) < ($2::timestamptz, $3::uuid)
      ORDER BY c.filed_at DESC, c.id DESC LIMIT $4`,
      [since, at, id, pageSize],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    [at, id] = [last.at, last.caseId];
  }
}

/** The cases as they are now; ids of cases that are not there are left out. */
export async function readTellings(pool: pg.Pool, caseIds: readonly string[]): Promise<CaseTelling[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await pool.query<CaseTelling>(`SELECT ${columns} WHERE c.id = ANY($1::uuid[])`, [caseIds]);
  return rows;
}

/** Cases that anything happened to since `since`: an event, or a new proposal. */
export async function listChanged(pool: pg.Pool, since: Date): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT case_id AS id FROM events WHERE at >= $1
    UNION SELECT id FROM cases WHERE triaged_at >= $1`,
    [since],
  );
  return rows.map(({ id }) => id);
}
