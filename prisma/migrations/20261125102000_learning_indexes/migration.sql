-- CreateIndex
CREATE INDEX "decisions_proposal_id_idx" ON "decisions"("proposal_id");

-- CreateIndex
CREATE INDEX "proposals_topic_code_department_code_idx" ON "proposals"("topic_code", "department_code");

-- CreateIndex
CREATE INDEX "shadow_proposals_topic_code_department_code_idx" ON "shadow_proposals"("topic_code", "department_code");
