import type { PrismaClient } from '../generated/client.ts';

export interface HotSpotRow {
  topicCode: string;
  placeKind: string;
  placeName: string;
  days: number;
  complaints: number;
  citizens: number;
  expected: number;
  surprise: number;
  daily: number[];
  caseIds: string[];
  firstAt: Date;
  lastAt: Date;
}

const lock = 7_120_345;

/** Writes the whole list anew; of several triage processes that look at once, one writes. */
export async function storeHotSpots(
  db: PrismaClient,
  rows: readonly HotSpotRow[],
  now: Date,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const [taken] = await tx.$queryRaw<
      { mine: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${lock}) AS mine`;
    if (!taken?.mine) return false;
    await tx.hotSpot.deleteMany({});
    await tx.hotSpot.createMany({ data: rows.map((row) => ({ ...row, computedAt: now })) });
    return true;
  });
}
