-- AlterTable
ALTER TABLE "DealEvent" ADD COLUMN "approvedById" INTEGER;

-- CreateTable
CREATE TABLE "WorkspaceEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    CONSTRAINT "WorkspaceEvent_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Rate" (
    "workspaceId" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "rate" TEXT NOT NULL,
    "setById" INTEGER NOT NULL,
    "setAt" BIGINT NOT NULL,

    PRIMARY KEY ("workspaceId", "currency", "from"),
    CONSTRAINT "Rate_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Pending" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decidedById" INTEGER,
    "decidedAt" BIGINT,
    CONSTRAINT "Pending_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportedDeal" (
    "workspaceId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,

    PRIMARY KEY ("workspaceId", "externalId"),
    CONSTRAINT "ImportedDeal_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "Deal" ("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "teamId" INTEGER,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'logged',
    "loggedAt" BIGINT NOT NULL,
    "loggedById" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "ActivityEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "byId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Kudos" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "fromId" INTEGER NOT NULL,
    "toId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "withdrawnAt" BIGINT
);

-- CreateTable
CREATE TABLE "ForecastCall" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "periodKind" TEXT NOT NULL,
    "periodFrom" TEXT NOT NULL,
    "commit" BIGINT,
    "bestCase" BIGINT,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Deal" (
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stage" TEXT,
    "stageSince" TEXT,
    "path" TEXT NOT NULL DEFAULT '',
    "openedOn" TEXT,
    "ownerId" INTEGER NOT NULL,
    "teamId" INTEGER,
    "customer" TEXT NOT NULL,
    "foldedCustomer" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "originalMinor" BIGINT,
    "originalCurrency" TEXT,
    "rate" TEXT,
    "ownMinor" BIGINT NOT NULL,
    "closedOn" TEXT NOT NULL,
    "product" TEXT NOT NULL DEFAULT '',
    "foldedProduct" TEXT NOT NULL DEFAULT '',
    "lossReason" TEXT,
    "note" TEXT NOT NULL,
    "tags" JSONB NOT NULL,
    "splits" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "head" INTEGER NOT NULL,
    "loggedAt" BIGINT NOT NULL,
    "loggedById" INTEGER NOT NULL,
    "headById" INTEGER,
    "headSeq" INTEGER,
    "announced" BOOLEAN NOT NULL DEFAULT false,
    "touchedAt" BIGINT,

    PRIMARY KEY ("workspaceId", "number"),
    CONSTRAINT "Deal_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Deal" ("closedOn", "currency", "customer", "foldedCustomer", "head", "headById", "headSeq", "loggedAt", "loggedById", "minor", "note", "number", "ownMinor", "ownerId", "revision", "splits", "stage", "state", "tags", "teamId", "workspaceId") SELECT "closedOn", "currency", "customer", "foldedCustomer", "head", "headById", "headSeq", "loggedAt", "loggedById", "minor", "note", "number", "ownMinor", "ownerId", "revision", "splits", "stage", "state", "tags", "teamId", "workspaceId" FROM "Deal";
DROP TABLE "Deal";
ALTER TABLE "new_Deal" RENAME TO "Deal";
CREATE INDEX "Deal_workspaceId_state_ownerId_closedOn_number_idx" ON "Deal"("workspaceId", "state", "ownerId", "closedOn", "number");
CREATE INDEX "Deal_workspaceId_state_closedOn_number_idx" ON "Deal"("workspaceId", "state", "closedOn", "number");
CREATE INDEX "Deal_workspaceId_state_ownerId_minor_number_idx" ON "Deal"("workspaceId", "state", "ownerId", "minor", "number");
CREATE INDEX "Deal_workspaceId_headById_headSeq_number_idx" ON "Deal"("workspaceId", "headById", "headSeq", "number");
CREATE INDEX "Deal_workspaceId_foldedCustomer_number_idx" ON "Deal"("workspaceId", "foldedCustomer", "number");
CREATE TABLE "new_Member" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "teamId" INTEGER,
    "name" TEXT NOT NULL,
    "foldedWords" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "timeZone" TEXT,
    "locale" TEXT,
    "createdAt" BIGINT NOT NULL,
    "startedOn" TEXT,
    "leave" TEXT NOT NULL DEFAULT '[]',
    "offBoards" BOOLEAN NOT NULL DEFAULT false,
    "leftAt" BIGINT,
    "erasedAt" BIGINT,
    CONSTRAINT "Member_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Member_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Member" ("createdAt", "foldedWords", "id", "locale", "name", "role", "teamId", "timeZone", "workspaceId") SELECT "createdAt", "foldedWords", "id", "locale", "name", "role", "teamId", "timeZone", "workspaceId" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
CREATE INDEX "Member_workspaceId_idx" ON "Member"("workspaceId");
CREATE INDEX "Member_teamId_idx" ON "Member"("teamId");
CREATE TABLE "new_TargetEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "periodKind" TEXT NOT NULL,
    "periodFrom" TEXT NOT NULL,
    "before" BIGINT,
    "after" BIGINT,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "reason" TEXT,
    "batch" TEXT
);
INSERT INTO "new_TargetEvent" ("after", "at", "before", "byId", "id", "metric", "periodFrom", "periodKind", "subject", "workspaceId") SELECT "after", "at", "before", "byId", "id", "metric", "periodFrom", "periodKind", "subject", "workspaceId" FROM "TargetEvent";
DROP TABLE "TargetEvent";
ALTER TABLE "new_TargetEvent" RENAME TO "TargetEvent";
CREATE INDEX "TargetEvent_workspaceId_subject_metric_periodKind_periodFrom_idx" ON "TargetEvent"("workspaceId", "subject", "metric", "periodKind", "periodFrom");
CREATE INDEX "TargetEvent_workspaceId_batch_idx" ON "TargetEvent"("workspaceId", "batch");
CREATE TABLE "new_Workspace" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "fiscalYearStart" INTEGER NOT NULL DEFAULT 1,
    "weekStart" INTEGER NOT NULL DEFAULT 1,
    "workingDays" TEXT NOT NULL DEFAULT '12345',
    "language" TEXT NOT NULL,
    "announce" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "nextDeal" INTEGER NOT NULL DEFAULT 1,
    "changes" INTEGER NOT NULL DEFAULT 0,
    "rules" TEXT NOT NULL DEFAULT '{}',
    "createdAt" BIGINT NOT NULL
);
INSERT INTO "new_Workspace" ("announce", "changes", "createdAt", "currency", "fiscalYearStart", "id", "language", "name", "nextDeal", "timeZone", "version", "weekStart", "workingDays") SELECT "announce", "changes", "createdAt", "currency", "fiscalYearStart", "id", "language", "name", "nextDeal", "timeZone", "version", "weekStart", "workingDays" FROM "Workspace";
DROP TABLE "Workspace";
ALTER TABLE "new_Workspace" RENAME TO "Workspace";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "WorkspaceEvent_workspaceId_id_idx" ON "WorkspaceEvent"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Pending_workspaceId_kind_state_idx" ON "Pending"("workspaceId", "kind", "state");

-- CreateIndex
CREATE INDEX "Pending_at_idx" ON "Pending"("at");

-- CreateIndex
CREATE INDEX "ImportedDeal_workspaceId_number_idx" ON "ImportedDeal"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "Activity_workspaceId_memberId_day_idx" ON "Activity"("workspaceId", "memberId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_workspaceId_number_key" ON "Activity"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "ActivityEvent_workspaceId_number_idx" ON "ActivityEvent"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "Kudos_workspaceId_toId_day_idx" ON "Kudos"("workspaceId", "toId", "day");

-- CreateIndex
CREATE INDEX "Kudos_workspaceId_fromId_day_idx" ON "Kudos"("workspaceId", "fromId", "day");

-- CreateIndex
CREATE INDEX "ForecastCall_workspaceId_periodKind_periodFrom_memberId_id_idx" ON "ForecastCall"("workspaceId", "periodKind", "periodFrom", "memberId", "id");

-- CreateIndex
CREATE INDEX "DayTotal_workspaceId_teamId_metric_day_idx" ON "DayTotal"("workspaceId", "teamId", "metric", "day");

-- CreateIndex
CREATE INDEX "DealEvent_workspaceId_at_idx" ON "DealEvent"("workspaceId", "at");

-- CreateIndex
CREATE INDEX "ActivityEvent_workspaceId_byId_id_idx" ON "ActivityEvent"("workspaceId", "byId", "id");

-- A card was written for every win so far.
UPDATE "Deal" SET "announced" = true WHERE "state" IN ('won', 'withdrawn');
