import type { PrismaClient } from '../generated/client.ts';

/** What came of a community's code in a span of time. */
export interface SceneCount {
  sceneId: string;
  scans: number;
  /** People who scanned. */
  people: number;
  /** Scans by which somebody first wrote to the hotline. */
  newcomers: number;
  complaints: number;
  topics: { code: string; count: number }[];
}

/**
 * Counts scans and what was filed with them, scene by scene, from the messages and complaints themselves; the most
 * scanned first. `from` belongs to the span, `to` does not.
 */
export async function countScans(db: PrismaClient, from: Date, to: Date): Promise<SceneCount[]> {
  return db.$queryRaw<SceneCount[]>`
    WITH scanned AS (
      SELECT m.content->>'scene' AS scene, m.citizen_id, NOT EXISTS (
          SELECT 1 FROM messages e WHERE e.citizen_id = m.citizen_id AND e.direction = 'in' AND e.kind <> 'event'
            AND e.seq < m.seq) AS first
      FROM messages m
      WHERE m.kind = 'scan' AND m.received_at >= ${from} AND m.received_at < ${to}),
    scans AS (
      SELECT scene, count(*)::int AS scans, count(DISTINCT citizen_id)::int AS people,
        count(*) FILTER (WHERE first)::int AS newcomers
      FROM scanned WHERE scene IS NOT NULL GROUP BY scene),
    filed AS (
      SELECT p.scene_id AS scene, p.id, c.topic_code FROM complaints p JOIN cases c ON c.id = p.case_id
      WHERE p.scene_id IS NOT NULL AND p.created_at >= ${from} AND p.created_at < ${to}),
    complaints AS (SELECT scene, count(*)::int AS complaints FROM filed GROUP BY scene),
    topics AS (
      SELECT scene, jsonb_agg(jsonb_build_object('code', topic_code, 'count', count) ORDER BY count DESC, topic_code) AS topics
      FROM (SELECT scene, topic_code, count(*)::int FROM filed WHERE topic_code IS NOT NULL GROUP BY 1, 2) counted
      GROUP BY scene)
    SELECT coalesce(s.scene, c.scene) AS "sceneId", coalesce(s.scans, 0) AS scans, coalesce(s.people, 0) AS people,
      coalesce(s.newcomers, 0) AS newcomers, coalesce(c.complaints, 0) AS complaints,
      coalesce(t.topics, '[]'::jsonb) AS topics
    FROM scans s FULL JOIN complaints c ON c.scene = s.scene
    LEFT JOIN topics t ON t.scene = coalesce(s.scene, c.scene)
    ORDER BY scans DESC, complaints DESC, "sceneId"`;
}
