import type { Directory } from '../../core/directory.ts';
import { nearest } from './nearest.ts';
import { readPlace } from './read-place.ts';

export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** Where a complaint is about, as far as it can be told. */
export interface Place {
  districtCode: string;
  /** Scene id of the neighbourhood, where it is known so exactly. */
  sceneId: string | null;
  how: 'scan' | 'location' | 'text' | 'unit';
  /** For reviewers: the words it was read from, as written, or the neighbourhood that is nearest. */
  evidence: string;
}

/**
 * Where the matter lies. A location that the citizen shared counts most; then a place that the text names
 * outright, since people scan the code at home and complain of the road to work; then the scanned code; then
 * the weaker signs in the text. Null where nothing tells, or where the text names two places alike.
 */
export function locate(
  directory: Directory,
  text: string,
  shared: Coordinates | null,
  scannedSceneId: string | null,
): Place | null {
  const near = shared && nearest(directory, shared);
  if (near) return { ...near, how: 'location' };
  const read = readPlace(directory, text);
  const scanned = scannedSceneId
    ? directory.neighbourhoods.find((neighbourhood) => neighbourhood.sceneId === scannedSceneId)
    : undefined;
  if (!scanned) return read?.place ?? null;
  const elsewhere = read?.place.sceneId ?? scanned.sceneId;
  if (read?.outright && (read.place.districtCode !== scanned.district || elsewhere !== scanned.sceneId)) {
    return read.place;
  }
  return {
    districtCode: scanned.district,
    sceneId: scanned.sceneId,
    how: 'scan',
    evidence: scanned.name,
  };
}
