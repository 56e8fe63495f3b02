import { calibrationError, reliability } from '../core/figures/calibration.ts';
import { coverageCurve } from '../core/figures/coverage.ts';
import { stabilityIndex } from '../core/figures/drift.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { countSaid, type Said } from '../prisma/learning/measure-drift.ts';
import {
  countBins,
  countCoverage,
  type Scope,
  type Tally,
  tallyBy,
  tallyByWeek,
} from '../prisma/learning/measure-quality.ts';
import type { Names } from './present-detail.ts';

/** Drift compares the last so many days with as many times that before. */
export const driftDays = 28;
const driftReference = 3;
/** With fewer proposals on either side an index says nothing. */
const fewestForDrift = 100;

/** Every figure of the page 分办质量. */
export async function measureQuality(db: PrismaClient, scope: Scope, names: Names) {
  const [topics, departments, weeks, topicBins, departmentBins, coverage, drift] = await Promise.all([
    tallyBy(db, 'topic', scope),
    tallyBy(db, 'department', scope),
    tallyByWeek(db, scope),
    countBins(db, 'topic', scope),
    countBins(db, 'department', scope),
    countCoverage(db, scope),
    measureDrift(db, scope.until),
  ]);
  const calibrated = (bins: typeof topicBins) => {
    const curve = reliability(bins);
    return { error: calibrationError(curve), bins: curve };
  };
  const errorOf = (bins: typeof topicBins, code: string) =>
    calibrationError(reliability(bins.filter((bin) => bin.code === code)));
  const total = weeks.map(presentTally).reduce(add, noReviews);
  return {
    since: scope.since,
    until: scope.until,
    total,
    weeks: weeks.map(({ from, ...tally }) => ({ from, ...presentTally(tally) })),
    topics: topics.map(({ code, ...tally }) => ({
      topic: names.topic(code) ?? { code, path: [code] },
      ...presentTally(tally),
      calibrationError: errorOf(topicBins, code),
      drift: presentDrift(drift.topics.get(code)),
    })),
    departments: departments.map(({ code, ...tally }) => ({
      department: { code, name: names.department(code) },
      ...presentTally(tally),
      calibrationError: errorOf(departmentBins, code),
      drift: presentDrift(drift.departments.get(code)),
    })),
    calibration: { topic: calibrated(topicBins), department: calibrated(departmentBins) },
    coverage: coverageCurve(coverage),
    drift: {
      days: driftDays,
      topicIndex: drift.topicIndex,
      departmentIndex: drift.departmentIndex,
      now: drift.now,
      before: drift.before,
    },
  };
}

export const noReviews: Tally = { reviews: 0, topicRight: 0, departmentRight: 0, returned: 0, unsure: 0 };

const presentTally = ({ reviews, topicRight, departmentRight, returned, unsure }: Tally): Tally => ({
  reviews,
  topicRight,
  departmentRight,
  returned,
  unsure,
});

const add = (a: Tally, b: Tally): Tally => ({
  reviews: a.reviews + b.reviews,
  topicRight: a.topicRight + b.topicRight,
  departmentRight: a.departmentRight + b.departmentRight,
  returned: a.returned + b.returned,
  unsure: a.unsure + b.unsure,
});

/** What one topic or department adds to the drift, and its shares now and before. */
export interface DriftPart {
  /** Its part of the stability index; null where there is too little to say. */
  index: number | null;
  shareNow: number;
  shareBefore: number;
  unsureShare: number;
  unknownShare: number | null;
}

const presentDrift = (part: DriftPart | undefined) =>
  part
    ? {
        index: part.index,
        shareNow: part.shareNow,
        shareBefore: part.shareBefore,
        unsureShare: part.unsureShare,
        unknownShare: part.unknownShare,
      }
    : null;

function summarise(said: readonly Said[]) {
  const proposals = said.reduce((sum, one) => sum + one.proposals, 0);
  const unsure = said.reduce((sum, one) => sum + one.unsure, 0);
  const counted = said.filter((one) => one.unknownShare !== null);
  const weight = counted.reduce((sum, one) => sum + one.proposals, 0);
  const unknown = counted.reduce((sum, one) => sum + one.unknownShare! * one.proposals, 0);
  return {
    proposals,
    unsureShare: proposals ? unsure / proposals : 0,
    unknownShare: weight ? unknown / weight : null,
  };
}

function compare(before: readonly Said[], now: readonly Said[]) {
  const count = (said: readonly Said[]) => new Map(said.map(({ code, proposals }) => [code, proposals]));
  const [then, recent] = [summarise(before), summarise(now)];
  const enough = Math.min(then.proposals, recent.proposals) >= fewestForDrift;
  const { index, parts } = stabilityIndex(count(before), count(now));
  const earlier = count(before);
  const part = (one: Said): DriftPart => ({
    index: enough ? (parts.get(one.code) ?? 0) : null,
    shareNow: one.proposals / recent.proposals,
    shareBefore: then.proposals ? (earlier.get(one.code) ?? 0) / then.proposals : 0,
    unsureShare: one.unsure / one.proposals,
    unknownShare: one.unknownShare,
  });
  return {
    index: enough ? index : null,
    parts: new Map(now.map((one) => [one.code, part(one)])),
    before: then,
    now: recent,
  };
}

/** What citizens speak of now against what they spoke of before, by what triage named first. */
export async function measureDrift(db: PrismaClient, until: Date) {
  const since = new Date(until.getTime() - driftDays * 86_400_000);
  const start = new Date(since.getTime() - driftReference * driftDays * 86_400_000);
  const [topicsBefore, topicsNow, departmentsBefore, departmentsNow] = await Promise.all([
    countSaid(db, 'topic', { since: start, until: since }),
    countSaid(db, 'topic', { since, until }),
    countSaid(db, 'department', { since: start, until: since }),
    countSaid(db, 'department', { since, until }),
  ]);
  const topics = compare(topicsBefore, topicsNow);
  const departments = compare(departmentsBefore, departmentsNow);
  return {
    topicIndex: topics.index,
    departmentIndex: departments.index,
    topics: topics.parts,
    departments: departments.parts,
    before: topics.before,
    now: topics.now,
  };
}
