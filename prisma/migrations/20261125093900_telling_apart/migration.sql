-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "split_from_id" UUID;

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN     "original" TEXT;

-- CreateTable
CREATE TABLE "tellings_apart" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "citizen_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "clauses" TEXT[],
    "departments" TEXT[],
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "tellings_apart_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tellings_apart_case_id_key" ON "tellings_apart"("case_id");

-- CreateIndex
CREATE INDEX "tellings_apart_citizen_id_answered_at_idx" ON "tellings_apart"("citizen_id", "answered_at");

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_split_from_id_fkey" FOREIGN KEY ("split_from_id") REFERENCES "cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tellings_apart" ADD CONSTRAINT "tellings_apart_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tellings_apart" ADD CONSTRAINT "tellings_apart_citizen_id_fkey" FOREIGN KEY ("citizen_id") REFERENCES "citizens"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
