-- CreateTable
CREATE TABLE "similar_cases" (
    "case_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "why" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "similar_cases_pkey" PRIMARY KEY ("case_id","other_id")
);

-- CreateTable
CREATE TABLE "hot_spots" (
    "id" UUID NOT NULL,
    "topic_code" TEXT NOT NULL,
    "place_kind" TEXT NOT NULL,
    "place_name" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "complaints" INTEGER NOT NULL,
    "citizens" INTEGER NOT NULL,
    "expected" DOUBLE PRECISION NOT NULL,
    "surprise" DOUBLE PRECISION NOT NULL,
    "daily" INTEGER[],
    "case_ids" UUID[],
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hot_spots_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "similar_cases_other_id_idx" ON "similar_cases"("other_id");

-- CreateIndex
CREATE INDEX "hot_spots_surprise_idx" ON "hot_spots"("surprise");

-- CreateIndex
CREATE INDEX "cases_filed_at_id_idx" ON "cases"("filed_at", "id");

-- CreateIndex
CREATE INDEX "events_at_idx" ON "events"("at");

-- AddForeignKey
ALTER TABLE "similar_cases" ADD CONSTRAINT "similar_cases_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "similar_cases" ADD CONSTRAINT "similar_cases_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
