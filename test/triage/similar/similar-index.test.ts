import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearlyCertain } from '../../../core/similar.ts';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { explain } from '../../../triage/similar/explain.ts';
import { createPlaceReader } from '../../../triage/similar/place-words.ts';
import { worthALook } from '../../../triage/similar/score.ts';
import { SimilarIndex } from '../../../triage/similar/similar-index.ts';
import { readSet } from '../../bench/read-set.ts';

const { directory } = readCity('prisma/city/jingzhou');
const readPlace = createPlaceReader(directory);
const filedAt = new Date('2026-11-20T08:00:00+08:00');
const events = readSet('same-events.tsv');

function indexOf(texts: readonly string[]): SimilarIndex {
  const index = new SimilarIndex(readPlace);
  for (const [i, text] of texts.entries()) index.put({ caseId: `case-${i}`, text, filedAt });
  return index;
}

describe('相似工单', () => {
  test('what another citizen says of the same matter is found first, in their own words', () => {
    const index = indexOf(events.map(({ first }) => first!));
    const found = events.map(({ second }) => index.search({ text: second!, filedAt })[0]!);
    const right = found.filter(({ caseId }, i) => caseId === `case-${i}`);
    expect(right.length).toBeGreaterThanOrEqual(events.length - 1);
    expect(right.filter(({ score }) => score >= worthALook).length).toBeGreaterThan(events.length * 0.8);
  });

  test('another matter at the same place is not taken for it', () => {
    const index = indexOf(events.map(({ first }) => first!));
    for (const { other } of events)
      expect(index.search({ text: other!, filedAt })[0]?.score ?? 0).toBeLessThan(nearlyCertain);
  });

  test('the same words about another street are another matter', () => {
    const index = indexOf(['沙市区江津路88号门口有个大坑，骑车容易摔跤，请尽快修补']);
    const there = index.search({ text: '沙市区江津路88号门口有个大坑，骑车容易摔，请尽快修补', filedAt })[0]!;
    const elsewhere = index.search({
      text: '荆州区郢都路12号门口有个大坑，骑车容易摔，请尽快修补',
      filedAt,
    })[0];
    expect(there.score).toBeGreaterThan(nearlyCertain);
    expect(elsewhere?.score ?? 0).toBeLessThan(0.3);
  });

  test('neighbours who scanned the same code and name no place tell of the same spot', () => {
    const index = new SimilarIndex(readPlace);
    const { sceneId, district } = directory.neighbourhoods[0]!;
    const text = '楼下的污水井堵了，脏水漫到路上，臭得很';
    index.put({ caseId: 'a', text, filedAt, sceneId, districtCode: district });
    const asked = { text: '污水井堵了好几天，脏水都漫出来了，很臭', filedAt };
    const near = index.search({ ...asked, sceneId, districtCode: district })[0]!;
    const far = directory.neighbourhoods.find((one) => one.district !== district)!;
    const away = index.search({ ...asked, sceneId: far.sceneId, districtCode: far.district })[0];
    expect(near.score).toBeGreaterThan((away?.score ?? 0) + 0.05);
  });

  test('a case says why it was found, in words of the text that was asked for', () => {
    const index = indexOf(['沙市区北京路万达广场门口的路灯坏了三天了，晚上黑得很']);
    const text = '北京路万達廣場那边路灯坏了，没人修';
    const [found] = index.search({ text, filedAt: new Date(filedAt.getTime() + 2 * 86_400_000) });
    const why = explain(text, found!, false);
    expect(why).toMatchObject({ daysApart: 2, metres: null, sameCitizen: false });
    expect(why.words.join()).toContain('路灯坏');
    expect(why.places).toContain('北京路');
    for (const word of [...why.words, ...why.places]) expect(text).toContain(word);
  });

  test('a case that is closed is found no more, and its slot is used again', () => {
    const index = indexOf(events.map(({ first }) => first!));
    const { first } = events[3]!;
    expect(index.search({ text: first!, filedAt })[0]!.caseId).toBe('case-3');
    index.remove('case-3');
    expect(index.search({ text: first!, filedAt }).map(({ caseId }) => caseId)).not.toContain('case-3');
    index.compact();
    index.put({ caseId: 'case-again', text: first!, filedAt });
    expect(index.search({ text: first!, filedAt })[0]!.caseId).toBe('case-again');
    expect(index.size).toBe(events.length);
  });

  test('the case itself is not among those that are like it', () => {
    const index = indexOf([events[0]!.first!, events[0]!.second!]);
    const found = index.search({ text: events[0]!.first!, filedAt }, { except: 'case-0' });
    expect(found.map(({ caseId }) => caseId)).toEqual(['case-1']);
  });

  test('however cases come, change and go, the index finds exactly those that are there', () => {
    const change = fc.record({ at: fc.nat(9), event: fc.nat(events.length - 1), put: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.boolean(), (changes, compacts) => {
        const index = new SimilarIndex(readPlace);
        const there = new Map<string, string>();
        for (const { at, event, put } of changes) {
          const caseId = `case-${at}`;
          const text = events[event]!.first!;
          if (put) {
            index.put({ caseId, text, filedAt });
            there.set(caseId, text);
          } else {
            expect(index.remove(caseId)).toBe(there.delete(caseId));
          }
        }
        if (compacts) index.compact();
        expect(index.size).toBe(there.size);
        for (const text of new Set(there.values())) {
          const found = index.search({ text, filedAt }, { limit: 20 }).filter(({ score }) => score > 0.9);
          const expected = [...there].filter(([, kept]) => kept === text).map(([caseId]) => caseId);
          expect(found.map(({ caseId }) => caseId).sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 60 },
    );
  });

  test('any text can be put in and looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const index = indexOf([text, '路灯坏了']);
        for (const { score } of index.search({ text, filedAt })) expect(score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
    expect(indexOf(['坑'.repeat(100_000)]).search({ text: '', filedAt })).toEqual([]);
  });
});
