-- CreateIndex
CREATE INDEX "ActivityEvent_workspaceId_byId_id_idx" ON "ActivityEvent"("workspaceId", "byId", "id");
