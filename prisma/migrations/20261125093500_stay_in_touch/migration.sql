-- AlterTable
ALTER TABLE "citizens" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'zh',
ADD COLUMN     "pending" JSONB;

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "not_before" TIMESTAMPTZ(3),
ADD COLUMN     "user_id" UUID;

-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "follows_id" UUID;

-- AlterTable
ALTER TABLE "accesses" ADD COLUMN     "takeover_id" UUID,
ALTER COLUMN "case_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "takeovers" (
    "id" UUID NOT NULL,
    "citizen_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "late_told_at" TIMESTAMPTZ(3),
    "taken_at" TIMESTAMPTZ(3),
    "user_id" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "heard_at" TIMESTAMPTZ(3),
    "alarmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "takeovers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "takeovers_citizen_id_idx" ON "takeovers"("citizen_id");

-- CreateIndex
CREATE INDEX "takeovers_ended_at_asked_at_idx" ON "takeovers"("ended_at", "asked_at");

-- CreateIndex
CREATE INDEX "complaints_scene_id_created_at_idx" ON "complaints"("scene_id", "created_at");

-- CreateIndex
CREATE INDEX "accesses_takeover_id_at_idx" ON "accesses"("takeover_id", "at");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeovers" ADD CONSTRAINT "takeovers_citizen_id_fkey" FOREIGN KEY ("citizen_id") REFERENCES "citizens"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeovers" ADD CONSTRAINT "takeovers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_follows_id_fkey" FOREIGN KEY ("follows_id") REFERENCES "cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accesses" ADD CONSTRAINT "accesses_takeover_id_fkey" FOREIGN KEY ("takeover_id") REFERENCES "takeovers"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- Prisma has no words for what follows.
CREATE UNIQUE INDEX "takeovers_open" ON "takeovers" ("citizen_id") WHERE "ended_at" IS NULL;
CREATE INDEX "messages_scanned" ON "messages" ("received_at") WHERE "kind" = 'scan';
