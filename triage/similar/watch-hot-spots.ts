import type { Directory } from '../../core/directory.ts';
import { readTellings } from '../../prisma/cases/list-tellings.ts';
import { storeHotSpots } from '../../prisma/cases/store-hot-spots.ts';
import type { Database } from '../../prisma/client.ts';
import type { CaseMemory } from './case-memory.ts';
import { fullName } from './full-name.ts';
import { findHotSpots, type HotSpot } from './hot-spots.ts';

/** Texts that a place's whole name is read from. */
const mostTexts = 30;

/** Looks for hot spots in what triage remembers and stores the list for the console. */
export async function lookForHotSpots(
  database: Database,
  directory: Directory,
  memory: CaseMemory,
  now: Date,
): Promise<number> {
  const spots = findHotSpots(memory.sightings(), now.getTime());
  const rows = [];
  for (const { place, firstAt, lastAt, ...spot } of spots) {
    rows.push({
      ...spot,
      placeKind: place.kind,
      placeName: await nameOf(database, directory, { place, caseIds: spot.caseIds }),
      firstAt: new Date(firstAt),
      lastAt: new Date(lastAt),
    });
  }
  await storeHotSpots(database.prisma, rows, now);
  return rows.length;
}

async function nameOf(
  { pool }: Database,
  directory: Directory,
  { place, caseIds }: Pick<HotSpot, 'place' | 'caseIds'>,
): Promise<string> {
  const { kind, value } = place;
  if (kind === 'district') return directory.districts.find(({ code }) => code === value)?.name ?? value;
  if (kind === 'neighbourhood')
    return directory.neighbourhoods.find(({ sceneId }) => sceneId === value)?.name ?? value;
  const tellings = await readTellings(pool, caseIds.slice(0, mostTexts));
  return fullName(
    value,
    tellings.map(({ text }) => text),
  );
}
