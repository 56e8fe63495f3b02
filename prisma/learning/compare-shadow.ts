import type { PrismaClient } from '../generated/client.ts';

/** A model in shadow beside what was shown, over the same words of the same cases. */
export interface ShadowComparison {
  /** Cases that both spoke of. */
  cases: number;
  sameTopic: number;
  sameDepartment: number;
  /** Cases of these that were reviewed. */
  reviews: number;
  shownTopicRight: number;
  shadowTopicRight: number;
  shownDepartmentRight: number;
  shadowDepartmentRight: number;
  /** Reviews whose topic only one of them got right. */
  onlyShown: number;
  onlyShadow: number;
}

export async function compareShadow(db: PrismaClient, model: string, since: Date): Promise<ShadowComparison> {
  const [row] = await db.$queryRaw<ShadowComparison[]>`
    SELECT count(*)::int AS cases,
      (count(*) FILTER (WHERE s.topic_code = p.topic_code))::int AS "sameTopic",
      (count(*) FILTER (WHERE s.department_code = p.department_code))::int AS "sameDepartment",
      (count(r.case_id))::int AS reviews,
      (count(*) FILTER (WHERE p.topic_code = r.topic_code))::int AS "shownTopicRight",
      (count(*) FILTER (WHERE s.topic_code = r.topic_code))::int AS "shadowTopicRight",
      (count(*) FILTER (WHERE p.department_code = r.department_code))::int AS "shownDepartmentRight",
      (count(*) FILTER (WHERE s.department_code = r.department_code))::int AS "shadowDepartmentRight",
      (count(*) FILTER (WHERE p.topic_code = r.topic_code
        AND s.topic_code IS DISTINCT FROM r.topic_code))::int AS "onlyShown",
      (count(*) FILTER (WHERE s.topic_code = r.topic_code
        AND p.topic_code IS DISTINCT FROM r.topic_code))::int AS "onlyShadow"
    FROM shadow_proposals s
    JOIN proposals p ON p.case_id = s.case_id AND p.input_hash = s.input_hash AND p.model <> s.model
    LEFT JOIN reviews r ON r.proposal_id = p.id AND NOT r.automatic
    WHERE s.model = ${model} AND s.created_at >= ${since}`;
  return row!;
}
