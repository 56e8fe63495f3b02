import { describe, expect, test } from 'vitest';
import {
  type Member,
  planMerge,
  reasonsOf,
  type SimilarMember,
} from '../../api/console/case/similar-shapes.ts';

function member(number: string, filedAt: string, more: Partial<Member> = {}): Member {
  return {
    number,
    version: 1,
    state: 'awaiting_review',
    stateName: '待受理',
    urgency: 'normal',
    summary: '路上有坑',
    place: null,
    district: null,
    topic: null,
    department: null,
    filedAt,
    merged: 0,
    claimedBy: null,
    mergeable: true,
    ...more,
  };
}

const early = member('A', '2026-11-20T08:00:00Z');
const late = member('B', '2026-11-24T08:00:00Z');
const working = member('C', '2026-11-25T08:00:00Z', { state: 'in_hand', mergeable: false });

describe('which case becomes the master', () => {
  test('the earliest, unless the reviewer names another', () => {
    expect(planMerge([late, early], null)).toEqual({ master: early, cases: [late] });
    expect(planMerge([late, early], 'B')).toEqual({ master: late, cases: [early] });
  });

  test('the one that a department has in hand, whatever was named', () => {
    expect(planMerge([late, early, working], 'B')).toEqual({ master: working, cases: [late, early] });
  });

  test('none where two are in hand already, or nothing is ticked: the reviewer hears why', () => {
    const other = { ...working, number: 'D' };
    expect(planMerge([early, working, other], null)).toContain('C、D 都已经在办');
    expect(planMerge([early], null)).toContain('勾选');
  });
});

test('a reviewer reads why two cases are alike, the strongest reason first', () => {
  const why = {
    words: ['路灯', '坏了'],
    places: ['北京路'],
    sameNeighbourhood: true,
    sameDistrict: true,
    metres: 234,
    daysApart: 3.2,
    sameCitizen: true,
  };
  const found: SimilarMember = { ...late, score: 0.9, why };
  expect(reasonsOf(found)).toEqual([
    '同一位诉求人',
    '都说到北京路',
    '定位相距约 230 米',
    '都提到路灯、坏了',
    '相隔 3 天',
  ]);
  const vague = { ...why, places: [], metres: null, words: [], sameCitizen: false, daysApart: 0.2 };
  expect(reasonsOf({ ...found, why: vague })).toEqual(['同一社区', '同一天反映']);
});
