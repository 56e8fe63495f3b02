-- AlterTable
ALTER TABLE "departments" ADD COLUMN     "acts_for" TEXT[] DEFAULT ARRAY[]::TEXT[];
