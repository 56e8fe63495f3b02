import { findDanger } from '../core/danger/find-danger.ts';
import type { Directory } from '../core/directory.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { loadDirectory } from '../prisma/load-directory.ts';
import { type IntentClassifier, readIntents, trainIntents } from './intake/classify-intent.ts';
import { type Answerer, createAnswerer, readKnowledge } from './intake/knowledge.ts';
import { type Matter, readMatters } from './intake/matters.ts';
import { type Outside, readOutside } from './intake/outside.ts';
import { findPlace } from './intake/reading/place.ts';
import { plainText } from './intake/reading/plain-text.ts';

/** What every conversation knows of the city. */
export interface City {
  hotline: string;
  placeNames: readonly string[];
  districtNames: ReadonlySet<string>;
  neighbourhoodOf(sceneId: string): string | null;
  intents: IntentClassifier;
  matters: readonly Matter[];
  knowledge: Answerer;
  outside: readonly Outside[];
}

export async function loadCity(db: PrismaClient): Promise<City> {
  const city = cityOf(await loadDirectory(db));
  warmUp(city);
  return city;
}

/** Dictionaries are loaded at their first use: not while the first citizen waits. */
function warmUp({ placeNames, intents, knowledge }: City): void {
  const text = plainText('沙市區北京路門口的路燈壞了三天了');
  findPlace(text, placeNames);
  findDanger(text);
  intents.classify(text, 'start');
  knowledge.find(text);
}

/** What the conversation takes from a city's directory and from its own data files. */
export function cityOf({ city, districts, neighbourhoods }: Directory): City {
  const named = (places: readonly { name: string; aliases: readonly string[] }[]) =>
    places.flatMap(({ name, aliases }) => [name, ...aliases]);
  const districtNames = new Set(named(districts));
  const byScene = new Map(neighbourhoods.map(({ sceneId, name }) => [sceneId, name]));
  const names = new Set([...districtNames, ...named(neighbourhoods)]);
  return {
    hotline: city.hotlineName,
    placeNames: [...names].sort((a, b) => b.length - a.length),
    districtNames,
    neighbourhoodOf: (sceneId) => byScene.get(sceneId) ?? null,
    intents: trainIntents(readIntents()),
    matters: readMatters(),
    knowledge: createAnswerer(readKnowledge()),
    outside: readOutside(),
  };
}
