import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../triage/model/random.ts';
import { fullName } from '../../../triage/similar/full-name.ts';
import { findHotSpots } from '../../../triage/similar/hot-spots.ts';
import type { Sighting } from '../../../triage/similar/sightings.ts';
import { surpriseOf } from '../../../triage/similar/tail.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-25T12:00:00+08:00');
let next = 0;

function seen(daysAgo: number, topicCode: string, places: string[], citizen = `c${next}`): Sighting {
  return { caseId: `case-${next++}`, at: now - daysAgo * day, topicCode, places, citizens: [citizen] };
}

/** Complaints of other things elsewhere, evenly over three months: what a city usually hears. */
function usualLife(): Sighting[] {
  const random = createRandom(5);
  return Array.from({ length: 900 }, () => {
    const topic = ['010201', '040201', '050101'][Math.floor(random() * 3)]!;
    return seen(random() * 90, topic, [`n:第${Math.floor(random() * 60)}路`, 'd:421002']);
  });
}

describe('热点', () => {
  test('a place where a matter is suddenly reported by many is found, with its cases', () => {
    const rise = Array.from({ length: 9 }, (_, i) => seen(i * 0.5, '040201', ['n:丽景新城', 'd:421002']));
    const [hottest] = findHotSpots([...usualLife(), ...rise], now);
    expect(hottest).toMatchObject({ place: { kind: 'name', value: '丽景新城' }, complaints: 9, citizens: 9 });
    expect(hottest!.topicCode).toMatch(/^04/);
    expect(hottest!.caseIds.sort()).toEqual(rise.map(({ caseId }) => caseId).sort());
    expect(hottest!.daily.slice(-7).reduce((a, b) => a + b)).toBe(9);
    expect(hottest!.expected).toBeLessThan(1);
  });

  test('what is always reported there is no hot spot, however much it is', () => {
    const always = Array.from({ length: 300 }, (_, i) => seen(i * 0.3, '010201', ['n:老街']));
    expect(findHotSpots([...usualLife(), ...always], now)).toEqual([]);
  });

  test('one citizen who writes again and again makes no hot spot', () => {
    const angry = Array.from({ length: 20 }, () => seen(1, '010201', ['n:老街'], 'the same'));
    expect(findHotSpots([...usualLife(), ...angry], now)).toEqual([]);
  });

  test('the same cases are listed once, under the place and topic that say most', () => {
    const rise = Array.from({ length: 12 }, () =>
      seen(2, '040201', ['n:丽景新城', 'n:新城小学', 's:scene-1']),
    );
    expect(findHotSpots([...usualLife(), ...rise], now)).toHaveLength(1);
  });

  test('the surprise is the tail of the negative binomial', () => {
    const [shape, mean] = [2.5, 1.4];
    const lost = mean / (shape + mean);
    let below = 0;
    let term = (1 - lost) ** shape;
    for (let k = 0; k < 6; k++) {
      below += term;
      term *= ((k + shape) / (k + 1)) * lost;
    }
    expect(surpriseOf(6, shape, mean)).toBeCloseTo(-Math.log10(1 - below), 6);
    expect(surpriseOf(1, shape, mean)).toBe(0);
  });

  test('a place is called by its whole name', () => {
    const texts = ['我住在魅力之城小区', '魅力之城小区楼下', '在A5区魅力之城小区', '之城小区'];
    expect(fullName('之城小区', texts)).toBe('魅力之城小区');
    expect(fullName('江津路', ['住在江津路', '到江津路', '江津路88号'])).toBe('江津路');
  });
});
