-- AlterTable
ALTER TABLE "proposals" ADD COLUMN     "department_probability" DOUBLE PRECISION,
ADD COLUMN     "topic_probability" DOUBLE PRECISION,
ADD COLUMN     "unknown_share" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "decisions" ALTER COLUMN "user_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "model_versions" (
    "version" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'candidate',
    "examples" INTEGER NOT NULL,
    "reviews" INTEGER NOT NULL,
    "evaluation" JSONB NOT NULL,
    "trained_at" TIMESTAMPTZ(3) NOT NULL,
    "promoted_at" TIMESTAMPTZ(3),
    "promoted_by" TEXT,
    "problem" TEXT,

    CONSTRAINT "model_versions_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "model_changes" (
    "id" BIGSERIAL NOT NULL,
    "what" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "previous" TEXT,
    "by" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shadow_proposals" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "input_hash" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "topic_code" TEXT,
    "department_code" TEXT,
    "topic_probability" DOUBLE PRECISION,
    "department_probability" DOUBLE PRECISION,
    "urgency" TEXT,
    "unsure" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shadow_proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_rules" (
    "id" UUID NOT NULL,
    "topic_code" TEXT NOT NULL,
    "department_code" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "model" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "automation_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_changes" (
    "id" BIGSERIAL NOT NULL,
    "rule_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "topic_code" TEXT NOT NULL,
    "department_code" TEXT NOT NULL,
    "user_id" UUID,
    "reason" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automation_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_outcomes" (
    "case_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automation_outcomes_pkey" PRIMARY KEY ("case_id")
);

-- CreateIndex
CREATE INDEX "model_changes_at_idx" ON "model_changes"("at");

-- CreateIndex
CREATE INDEX "shadow_proposals_model_created_at_idx" ON "shadow_proposals"("model", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "shadow_proposals_case_id_input_hash_model_key" ON "shadow_proposals"("case_id", "input_hash", "model");

-- CreateIndex
CREATE UNIQUE INDEX "automation_rules_topic_code_department_code_key" ON "automation_rules"("topic_code", "department_code");

-- CreateIndex
CREATE INDEX "automation_changes_at_idx" ON "automation_changes"("at");

-- CreateIndex
CREATE INDEX "automation_outcomes_rule_id_at_idx" ON "automation_outcomes"("rule_id", "at");

-- CreateIndex
CREATE INDEX "proposals_created_at_idx" ON "proposals"("created_at");

-- CreateIndex
CREATE INDEX "decisions_created_at_idx" ON "decisions"("created_at");



-- What Prisma's schema language has no words for.

-- At most one model in service, and one in its shadow.
CREATE UNIQUE INDEX "model_versions_in_service" ON "model_versions" ("role") WHERE "role" = 'in_service';
CREATE UNIQUE INDEX "model_versions_shadow" ON "model_versions" ("role") WHERE "role" = 'shadow';

CREATE TRIGGER "model_changes_append_only" BEFORE UPDATE OR DELETE ON "model_changes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "automation_changes_append_only" BEFORE UPDATE OR DELETE ON "automation_changes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

UPDATE "proposals" SET
  "topic_probability" = ("content" #>> '{topics,0,probability}')::float8,
  "department_probability" = ("content" #>> '{departments,0,probability}')::float8
WHERE "content" IS NOT NULL;

-- A review: the last decision on a case, and what became of it. Where the department sent it back and was right
-- to (退单 granted, or a ruling), the unit that was named then is the true one. `automatic` ones nobody reviewed:
-- they count as reviews only once a person has named another unit.
CREATE VIEW "reviews" AS
SELECT d."id" AS decision_id, d."case_id", d."user_id", d."user_id" IS NULL AS automatic, d."proposal_id",
  d."created_at" AS decided_at, d."topic_code", d."department_code" AS decided_department,
  COALESCE(named.department, d."department_code") AS department_code, d."district_code", d."kind", d."urgency",
  d."as_proposed",
  EXISTS (SELECT 1 FROM "events" e
          WHERE e."case_id" = d."case_id" AND e."name" = 'return' AND e."at" >= d."created_at") AS returned
FROM "decisions" d
LEFT JOIN LATERAL (
  SELECT e."data" ->> 'department' AS department FROM "events" e
  WHERE e."case_id" = d."case_id" AND e."name" IN ('grant_return', 'rule') AND e."at" >= d."created_at"
  ORDER BY e."seq" DESC LIMIT 1
) named ON true
WHERE NOT EXISTS (SELECT 1 FROM "decisions" later
                  WHERE later."case_id" = d."case_id" AND later."created_at" > d."created_at")
  AND (d."user_id" IS NOT NULL OR named.department IS NOT NULL);

-- A review beside each prediction for the same words: the proposal that the reviewer saw, and those of models in
-- shadow, which nobody saw.
CREATE VIEW "verdicts" AS
SELECT r.*, p."model", false AS shadow, p."topic_code" AS proposed_topic,
  p."department_code" AS proposed_department, p."topic_probability", p."department_probability",
  p."urgency" AS proposed_urgency, p."unsure", p."topic_code" IS NOT DISTINCT FROM r.topic_code AS topic_right,
  p."department_code" IS NOT DISTINCT FROM r.department_code AS department_right
FROM "reviews" r JOIN "proposals" p ON p."id" = r."proposal_id"
UNION ALL
SELECT r.*, s."model", true, s."topic_code", s."department_code", s."topic_probability",
  s."department_probability", s."urgency", s."unsure", s."topic_code" IS NOT DISTINCT FROM r.topic_code,
  s."department_code" IS NOT DISTINCT FROM r.department_code
FROM "reviews" r
JOIN "proposals" p ON p."id" = r."proposal_id"
JOIN "shadow_proposals" s ON s."case_id" = r."case_id" AND s."input_hash" = p."input_hash" AND s."model" <> p."model";
