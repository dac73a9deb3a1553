-- CreateTable
CREATE TABLE "Kept" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "until" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "until" BIGINT NOT NULL,
    "usedAt" BIGINT,
    "done" TEXT
);

-- CreateIndex
CREATE INDEX "Kept_until_idx" ON "Kept"("until");

-- CreateIndex
CREATE INDEX "LinkCode_workspaceId_idx" ON "LinkCode"("workspaceId");

-- CreateIndex
CREATE INDEX "LinkCode_until_idx" ON "LinkCode"("until");
