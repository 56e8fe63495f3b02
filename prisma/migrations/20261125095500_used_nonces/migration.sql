-- CreateTable
CREATE TABLE "used_nonces" (
    "key" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_nonces_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "used_nonces_at_idx" ON "used_nonces"("at");
