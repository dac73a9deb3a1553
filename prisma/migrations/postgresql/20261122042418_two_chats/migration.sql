-- CreateTable
CREATE TABLE "Kept" (
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "until" BIGINT NOT NULL,

    CONSTRAINT "Kept_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "hash" TEXT NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "until" BIGINT NOT NULL,
    "usedAt" BIGINT,
    "done" TEXT,

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "Kept_until_idx" ON "Kept"("until");

-- CreateIndex
CREATE INDEX "LinkCode_workspaceId_idx" ON "LinkCode"("workspaceId");

-- CreateIndex
CREATE INDEX "LinkCode_until_idx" ON "LinkCode"("until");
