import type { Directory } from '../../core/directory.ts';
import type { CaseTelling } from '../../prisma/cases/list-tellings.ts';
import type { CaseStore } from './case-feed.ts';
import { createPlaceReader } from './place-words.ts';
import { readPlaces, type Sighting } from './sightings.ts';
import { SimilarIndex } from './similar-index.ts';

/** What triage remembers of the cases of the last 90 days: the open ones to be found, all of them to be counted. */
export interface CaseMemory extends CaseStore {
  index: SimilarIndex;
  sightings(): Iterable<Sighting>;
  readonly size: number;
}

interface Remembered extends Sighting {
  /** What it was taken in with: a notice that changes none of it costs nothing. */
  signature: string;
}

/** `background`: sentences that say what is a common way of speaking, before the first case comes. */
export function createCaseMemory(directory: Directory, background: Iterable<string>): CaseMemory {
  const readPlace = createPlaceReader(directory);
  const index = new SimilarIndex(readPlace);
  for (const text of background) index.countBackground(text);
  const remembered = new Map<string, Remembered>();

  return {
    index,
    take(telling, open) {
      const { caseId, text, filedAt, topicCode, citizenIds } = telling;
      const signature = signatureOf(telling);
      const changed = remembered.get(caseId)?.signature !== signature;
      if (!open) index.remove(caseId);
      else if (changed || !index.has(caseId)) index.put({ ...placedAt(telling), caseId, text, filedAt });
      if (!changed) return;
      const places = readPlaces(readPlace, text, telling);
      remembered.set(caseId, {
        caseId,
        at: filedAt.getTime(),
        topicCode,
        places,
        citizens: citizenIds,
        signature,
      });
    },
    forgetBefore(time) {
      for (const [caseId, { at }] of remembered) {
        if (at >= time.getTime()) continue;
        remembered.delete(caseId);
        index.remove(caseId);
      }
    },
    sightings: () => remembered.values(),
    get size() {
      return remembered.size;
    },
  };
}

/** Texts only ever grow. */
function signatureOf({ text, topicCode, districtCode, sceneId, citizenIds }: CaseTelling): string {
  return [text.length, topicCode, districtCode, sceneId, citizenIds.length].join(' ');
}

function placedAt({ districtCode, sceneId, latitude, longitude }: CaseTelling) {
  const location = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  return { districtCode, sceneId, location };
}
