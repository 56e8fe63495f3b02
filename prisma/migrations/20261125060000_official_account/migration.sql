-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "held_at" TIMESTAMPTZ(3),
ADD COLUMN     "sent_by" TEXT;

-- AlterTable
ALTER TABLE "attachments" ADD COLUMN     "stored_as" TEXT;

-- CreateTable
CREATE TABLE "access_tokens" (
    "account" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("account")
);
