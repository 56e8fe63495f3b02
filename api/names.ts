import type { Directory } from '../core/directory.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { loadDirectory } from '../prisma/load-directory.ts';
import type { Names } from './present-detail.ts';

const freshMs = 60_000;

export interface DirectoryCache {
  get(): Promise<{ directory: Directory; names: Names }>;
}

/** The directory and its names, read again at most once a minute: a city's change reaches every process. */
export function createDirectoryCache(db: PrismaClient, now: () => Date): DirectoryCache {
  let held: { at: number; value: Promise<{ directory: Directory; names: Names }> } | null = null;
  const load = async () => {
    const directory = await loadDirectory(db);
    return { directory, names: nameDirectory(directory) };
  };
  return {
    get() {
      const at = now().getTime();
      if (!held || at - held.at > freshMs) {
        const value = load();
        held = { at, value };
        value.catch(() => {
          held = null;
        });
      }
      return held.value;
    },
  };
}

function nameDirectory(directory: Directory): Names {
  const departments = new Map(directory.departments.map(({ code, name }) => [code, name]));
  const topics = new Map(directory.topics.map((topic) => [topic.code, topic]));
  const districts = new Map(directory.districts.map(({ code, name }) => [code, name]));
  const neighbourhoods = new Map(directory.neighbourhoods.map(({ sceneId, name }) => [sceneId, name]));
  return {
    department: (code) => departments.get(code) ?? code,
    topic: (code) => {
      const topic = topics.get(code);
      return topic ? { code, path: [...topic.path] } : null;
    },
    district: (code) => districts.get(code) ?? code,
    neighbourhood: (sceneId) => neighbourhoods.get(sceneId) ?? null,
  };
}
