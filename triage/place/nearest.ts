import type { Directory } from '../../core/directory.ts';
import type { Coordinates } from './locate.ts';

/** WeChat shares GCJ-02, up to some 600 m from WGS-84: nearer than this, a neighbourhood is taken at its word. */
const neighbourhoodKilometres = 1.5;
/** Towns lie about ten kilometres apart: further off, only the district of the nearest one is believed. */
const districtKilometres = 25;

/** The neighbourhood or district around a point; null for a point that is not in the city. */
export function nearest(
  directory: Directory,
  point: Coordinates,
): { districtCode: string; sceneId: string | null; evidence: string } | null {
  if (!Number.isFinite(point.latitude) || !Number.isFinite(point.longitude)) return null;
  if (kilometresBetween(point, directory.city) > directory.city.radiusKilometres) return null;
  const places = [
    ...directory.neighbourhoods.map((one) => ({ ...one, districtCode: one.district, at: one.sceneId })),
    ...directory.districts.map((one) => ({ ...one, districtCode: one.code, at: null })),
  ].map((place) => ({ ...place, distance: kilometresBetween(point, place) }));
  const [first] = places.sort((a, b) => a.distance - b.distance);
  if (!first || first.distance > districtKilometres) return null;
  const sceneId = first.distance <= neighbourhoodKilometres ? first.at : null;
  return {
    districtCode: first.districtCode,
    sceneId,
    evidence: `距${first.name}约${first.distance.toFixed(1)}公里`,
  };
}

/** Great-circle distance (haversine). */
export function kilometresBetween(a: Coordinates, b: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
