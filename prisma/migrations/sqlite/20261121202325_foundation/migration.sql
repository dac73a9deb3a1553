-- CreateTable
CREATE TABLE "Workspace" (
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
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    CONSTRAINT "Installation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Member" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "teamId" INTEGER,
    "name" TEXT NOT NULL,
    "foldedWords" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "timeZone" TEXT,
    "locale" TEXT,
    "createdAt" BIGINT NOT NULL,
    CONSTRAINT "Member_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Member_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Identity" (
    "installationId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "memberId" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "foldedHandle" TEXT NOT NULL,

    PRIMARY KEY ("installationId", "externalId"),
    CONSTRAINT "Identity_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Identity_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MemberEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    CONSTRAINT "MemberEvent_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Team" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "parentId" INTEGER,
    "leadId" INTEGER,
    CONSTRAINT "Team_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Team_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Team_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Target" (
    "workspaceId" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "periodKind" TEXT NOT NULL,
    "periodFrom" TEXT NOT NULL,
    "periodTo" TEXT NOT NULL,
    "periodYear" INTEGER NOT NULL,
    "periodIndex" INTEGER NOT NULL,
    "value" BIGINT NOT NULL,
    "setById" INTEGER NOT NULL,
    "setAt" BIGINT NOT NULL,

    PRIMARY KEY ("workspaceId", "subject", "metric", "periodKind", "periodFrom"),
    CONSTRAINT "Target_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TargetEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "periodKind" TEXT NOT NULL,
    "periodFrom" TEXT NOT NULL,
    "before" BIGINT,
    "after" BIGINT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Deal" (
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stage" TEXT,
    "ownerId" INTEGER NOT NULL,
    "teamId" INTEGER,
    "customer" TEXT NOT NULL,
    "foldedCustomer" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "ownMinor" BIGINT NOT NULL,
    "closedOn" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "tags" JSONB NOT NULL,
    "splits" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "head" INTEGER NOT NULL,
    "loggedAt" BIGINT NOT NULL,
    "loggedById" INTEGER NOT NULL,
    "headById" INTEGER,
    "headSeq" INTEGER,

    PRIMARY KEY ("workspaceId", "number"),
    CONSTRAINT "Deal_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DealEvent" (
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "before" JSONB,
    "after" JSONB NOT NULL,
    "headBefore" INTEGER NOT NULL,
    "headAfter" INTEGER NOT NULL,
    "reverts" INTEGER,
    "seq" INTEGER NOT NULL,

    PRIMARY KEY ("workspaceId", "number", "revision"),
    CONSTRAINT "DealEvent_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "Deal" ("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DealCredit" (
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "closedOn" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "minor" BIGINT NOT NULL,

    PRIMARY KEY ("workspaceId", "memberId", "closedOn", "number")
);

-- CreateTable
CREATE TABLE "DayTotal" (
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "teamId" INTEGER NOT NULL,
    "value" BIGINT NOT NULL CHECK (typeof("value") = 'integer'),

    PRIMARY KEY ("workspaceId", "memberId", "metric", "day", "teamId")
);

-- CreateTable
CREATE TABLE "CompanyDayTotal" (
    "workspaceId" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "value" BIGINT NOT NULL CHECK (typeof("value") = 'integer'),

    PRIMARY KEY ("workspaceId", "metric", "day")
);

-- CreateTable
CREATE TABLE "OutboxEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "of" TEXT,
    "writtenAt" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "firstTriedAt" BIGINT,
    "notBefore" BIGINT NOT NULL,
    "posted" TEXT,
    "reason" TEXT,
    "endedAt" BIGINT
);

-- CreateTable
CREATE TABLE "AnsweredRequest" (
    "requestKey" TEXT NOT NULL PRIMARY KEY,
    "answer" JSONB NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "Installation_workspaceId_idx" ON "Installation"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_externalId_key" ON "Installation"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Member_workspaceId_idx" ON "Member"("workspaceId");

-- CreateIndex
CREATE INDEX "Member_teamId_idx" ON "Member"("teamId");

-- CreateIndex
CREATE INDEX "Identity_installationId_foldedHandle_idx" ON "Identity"("installationId", "foldedHandle");

-- CreateIndex
CREATE INDEX "Identity_memberId_idx" ON "Identity"("memberId");

-- CreateIndex
CREATE INDEX "MemberEvent_memberId_idx" ON "MemberEvent"("memberId");

-- CreateIndex
CREATE INDEX "Team_workspaceId_idx" ON "Team"("workspaceId");

-- CreateIndex
CREATE INDEX "Team_parentId_idx" ON "Team"("parentId");

-- CreateIndex
CREATE INDEX "Team_leadId_idx" ON "Team"("leadId");

-- CreateIndex
CREATE INDEX "TargetEvent_workspaceId_subject_metric_periodKind_periodFrom_idx" ON "TargetEvent"("workspaceId", "subject", "metric", "periodKind", "periodFrom");

-- CreateIndex
CREATE INDEX "Deal_workspaceId_state_ownerId_closedOn_number_idx" ON "Deal"("workspaceId", "state", "ownerId", "closedOn", "number");

-- CreateIndex
CREATE INDEX "Deal_workspaceId_state_closedOn_number_idx" ON "Deal"("workspaceId", "state", "closedOn", "number");

-- CreateIndex
CREATE INDEX "Deal_workspaceId_state_ownerId_minor_number_idx" ON "Deal"("workspaceId", "state", "ownerId", "minor", "number");

-- CreateIndex
CREATE INDEX "Deal_workspaceId_headById_headSeq_number_idx" ON "Deal"("workspaceId", "headById", "headSeq", "number");

-- CreateIndex
CREATE INDEX "OutboxEntry_state_to_id_idx" ON "OutboxEntry"("state", "to", "id");

-- CreateIndex
CREATE INDEX "OutboxEntry_to_action_state_endedAt_idx" ON "OutboxEntry"("to", "action", "state", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEntry_workspaceId_key_key" ON "OutboxEntry"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "AnsweredRequest_at_idx" ON "AnsweredRequest"("at");
