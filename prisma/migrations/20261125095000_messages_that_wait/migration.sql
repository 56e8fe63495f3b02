-- What waits is looked for by citizen: partial indexes that hold it in order, and nothing that is done with.
DROP INDEX "messages_unhandled";
DROP INDEX "messages_owed";
CREATE INDEX "messages_unhandled" ON "messages" ("citizen_id", "seq")
  WHERE "direction" = 'in' AND "handled_at" IS NULL AND "failed_at" IS NULL;
CREATE INDEX "messages_owed" ON "messages" ("citizen_id", "seq")
  WHERE "direction" = 'out' AND "sent_at" IS NULL AND "failed_at" IS NULL;
