-- AlterTable
ALTER TABLE "Deal" ADD COLUMN "stage" TEXT;
