import type { PrismaClient } from '../prisma/client.ts';
import { loadDirectory } from '../prisma/load-directory.ts';
import { type IntentClassifier, readIntents, trainIntents } from './intake/classify-intent.ts';

/** What every conversation knows of the city. */
export interface City {
  hotline: string;
  placeNames: readonly string[];
  neighbourhoodOf(sceneId: string): string | null;
  intents: IntentClassifier;
}

export async function loadCity(db: PrismaClient): Promise<City> {
  const { city, districts, neighbourhoods } = await loadDirectory(db);
  const names = [...districts, ...neighbourhoods].flatMap(({ name, aliases }) => [name, ...aliases]);
  const byScene = new Map(neighbourhoods.map(({ sceneId, name }) => [sceneId, name]));
  return {
    hotline: city.hotlineName,
    placeNames: [...new Set(names)].sort((a, b) => b.length - a.length),
    neighbourhoodOf: (sceneId) => byScene.get(sceneId) ?? null,
    intents: trainIntents(readIntents()),
  };
}
