import type { Directory } from '../../../core/directory.ts';
import { rank } from '../../../triage/model/rank.ts';
import { loadShippedModel } from '../../../triage/shipped.ts';
import { fullName } from '../../../triage/similar/full-name.ts';
import { findHotSpots, type HotSpot } from '../../../triage/similar/hot-spots.ts';
import { createPlaceReader } from '../../../triage/similar/place-words.ts';
import { readPlaces } from '../../../triage/similar/sightings.ts';
import { readRealTexts } from './real-texts.ts';

export interface HotMessages extends HotSpot {
  name: string;
  /** Share of its messages whose title or text holds the place's whole name. */
  named: number;
}

const week = 7 * 86_400_000;
const sameHeat = 0.3;

/**
 * The five hottest issues of the competition's messages: triage looks once a week through all of their time, and each
 * issue counts where it was most surprising. Topics are the shipped model's, which saw none of these texts.
 */
export function findHotMessages(directory: Directory, most = 5): HotMessages[] {
  const model = loadShippedModel();
  const readPlace = createPlaceReader(directory);
  const messages = readRealTexts('messages');
  const texts = new Map(messages.map(({ id, title, text }) => [id, `${title}。${text}`]));
  const sightings = messages.map(({ id, user, title, text, time }) => ({
    caseId: id,
    at: Date.parse(`${time}+08:00`),
    topicCode: rank(model, { title, text }, { top: 1 })[0]?.label ?? null,
    places: readPlaces(readPlace, `${title}。${text}`, {}),
    citizens: [user],
  }));
  const times = sightings.map(({ at }) => at).sort((a, b) => a - b);
  const seen: HotSpot[] = [];
  for (let now = times[0]! + week; now < times.at(-1)! + week; now += week)
    seen.push(...findHotSpots(sightings, now));
  const kept: HotSpot[] = [];
  for (const spot of seen.sort((a, b) => b.surprise - a.surprise)) {
    const twin = kept.some(({ caseIds }) => {
      const shared = spot.caseIds.filter((id) => caseIds.includes(id)).length;
      return shared > sameHeat * Math.min(caseIds.length, spot.caseIds.length);
    });
    if (!twin) kept.push(spot);
    if (kept.length === most) break;
  }
  return kept.map((spot) => {
    const own = spot.caseIds.map((id) => texts.get(id)!);
    const name = fullName(spot.place.value, own);
    return { ...spot, name, named: own.filter((text) => text.includes(name)).length / own.length };
  });
}
