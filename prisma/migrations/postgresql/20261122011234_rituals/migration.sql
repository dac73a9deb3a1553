-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "nudgesFrom" TEXT;

-- AlterTable
ALTER TABLE "Team" ADD COLUMN     "channel" TEXT;

-- CreateTable
CREATE TABLE "Story" (
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "foldedText" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Story_pkey" PRIMARY KEY ("workspaceId","number")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" SERIAL NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "teamId" INTEGER NOT NULL DEFAULT 0,
    "withId" INTEGER,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER,
    "due" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "carried" INTEGER NOT NULL DEFAULT 0,
    "addedById" INTEGER NOT NULL,
    "addedAt" BIGINT NOT NULL,
    "meeting" TEXT NOT NULL,
    "endedById" INTEGER,
    "endedAt" BIGINT,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "workspaceId" INTEGER NOT NULL,
    "teamId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "startedAt" BIGINT,
    "endedAt" BIGINT,
    "sections" TEXT NOT NULL DEFAULT '',
    "speakerId" INTEGER,
    "changedById" INTEGER,
    "changedAt" BIGINT,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("workspaceId","teamId","day")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "workspaceId" INTEGER NOT NULL,
    "ritual" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "claimedAt" BIGINT NOT NULL,
    "posts" INTEGER NOT NULL,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("workspaceId","ritual","slot","zone")
);

-- CreateIndex
CREATE INDEX "Story_workspaceId_at_idx" ON "Story"("workspaceId", "at");

-- CreateIndex
CREATE INDEX "AgendaItem_workspaceId_teamId_state_idx" ON "AgendaItem"("workspaceId", "teamId", "state");

-- CreateIndex
CREATE INDEX "AgendaItem_workspaceId_withId_state_idx" ON "AgendaItem"("workspaceId", "withId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "AgendaItem_workspaceId_number_key" ON "AgendaItem"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "Occurrence_workspaceId_dueAt_idx" ON "Occurrence"("workspaceId", "dueAt");
