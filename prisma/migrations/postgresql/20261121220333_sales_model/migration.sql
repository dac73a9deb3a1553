-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "announced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "foldedProduct" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lossReason" TEXT,
ADD COLUMN     "openedOn" TEXT,
ADD COLUMN     "originalCurrency" TEXT,
ADD COLUMN     "originalMinor" BIGINT,
ADD COLUMN     "path" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "product" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rate" TEXT,
ADD COLUMN     "stageSince" TEXT,
ADD COLUMN     "touchedAt" BIGINT;

-- AlterTable
ALTER TABLE "DealEvent" ADD COLUMN     "approvedById" INTEGER;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "erasedAt" BIGINT,
ADD COLUMN     "leave" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "leftAt" BIGINT,
ADD COLUMN     "offBoards" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "startedOn" TEXT;

-- AlterTable
ALTER TABLE "TargetEvent" ADD COLUMN     "batch" TEXT,
ADD COLUMN     "reason" TEXT,
ALTER COLUMN "after" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "rules" TEXT NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "WorkspaceEvent" (
    "id" SERIAL NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "WorkspaceEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rate" (
    "workspaceId" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "rate" TEXT NOT NULL,
    "setById" INTEGER NOT NULL,
    "setAt" BIGINT NOT NULL,

    CONSTRAINT "Rate_pkey" PRIMARY KEY ("workspaceId","currency","from")
);

-- CreateTable
CREATE TABLE "Pending" (
    "id" TEXT NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decidedById" INTEGER,
    "decidedAt" BIGINT,

    CONSTRAINT "Pending_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportedDeal" (
    "workspaceId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "ImportedDeal_pkey" PRIMARY KEY ("workspaceId","externalId")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" SERIAL NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "teamId" INTEGER,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'logged',
    "loggedAt" BIGINT NOT NULL,
    "loggedById" INTEGER NOT NULL,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityEvent" (
    "id" SERIAL NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "byId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "ActivityEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Kudos" (
    "id" SERIAL NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "fromId" INTEGER NOT NULL,
    "toId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "withdrawnAt" BIGINT,

    CONSTRAINT "Kudos_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForecastCall" (
    "id" SERIAL NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "periodKind" TEXT NOT NULL,
    "periodFrom" TEXT NOT NULL,
    "commit" BIGINT,
    "bestCase" BIGINT,
    "byId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "ForecastCall_pkey" PRIMARY KEY ("id")
);

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
CREATE INDEX "Deal_workspaceId_foldedCustomer_number_idx" ON "Deal"("workspaceId", "foldedCustomer", "number");

-- CreateIndex
CREATE INDEX "DealEvent_workspaceId_at_idx" ON "DealEvent"("workspaceId", "at");

-- CreateIndex
CREATE INDEX "TargetEvent_workspaceId_batch_idx" ON "TargetEvent"("workspaceId", "batch");

-- AddForeignKey
ALTER TABLE "WorkspaceEvent" ADD CONSTRAINT "WorkspaceEvent_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rate" ADD CONSTRAINT "Rate_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pending" ADD CONSTRAINT "Pending_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedDeal" ADD CONSTRAINT "ImportedDeal_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "Deal"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "ActivityEvent_workspaceId_byId_id_idx" ON "ActivityEvent"("workspaceId", "byId", "id");

-- A card was written for every win so far.
UPDATE "Deal" SET "announced" = true WHERE "state" IN ('won', 'withdrawn');
