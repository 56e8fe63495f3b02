import { describe, expect, test } from 'vitest';
import type { Directory } from '../../../core/directory.ts';
import type { Proposal } from '../../../core/proposal.ts';
import type { Review } from '../../../prisma/learning/list-reviews.ts';
import { compareModels } from '../../../triage/learning/compare.ts';
import { canTeach, trainCandidate } from '../../../triage/learning/train-candidate.ts';
import { unknownShare } from '../../../triage/learning/unknown-share.ts';
import type { Model } from '../../../triage/model/model.ts';
import { rank } from '../../../triage/model/rank.ts';

const directory = { topics: [{ code: '0101' }, { code: '0102' }] } as unknown as Directory;

const review = (i: number, topicCode: string, text: string, more: Partial<Review> = {}): Review => ({
  decisionId: `d${i}`,
  caseId: `c${i}`,
  decidedAt: new Date(i * 1000),
  automatic: false,
  text,
  sceneId: null,
  location: null,
  topicCode,
  departmentCode: 'lighting',
  decidedDepartment: 'lighting',
  districtCode: null,
  kind: 'help',
  urgency: 'normal',
  returned: false,
  proposal: null,
  ...more,
});

const corpus = {
  sentences: Array.from({ length: 60 }, (_, i) => ({
    label: i % 2 ? '0101' : '0102',
    text: i % 2 ? `路灯不亮第${i}盏，晚上看不见` : `半夜施工噪音吵第${i}回，睡不着`,
  })),
  terms: [],
  hash: 'corpus',
};

describe('learning from reviews', () => {
  test('what the corpus has no words for is learned from the reviews', () => {
    const taught = Array.from({ length: 20 }, (_, i) => review(i, '0101', `共享气球堵了人行道${i}`));
    const model = trainCandidate(corpus, taught, 1);
    expect(model.name).toBe('learned');
    expect(rank(model, { text: '气球又飘到人行道上了' })[0]!.label).toBe('0101');
    expect(trainCandidate(corpus, taught, 1).version).toBe(model.version);
    expect(trainCandidate(corpus, taught.slice(1), 1).version).not.toBe(model.version);
  });

  test('with many reviews, probabilities are those that hold on reviews it had not seen', () => {
    // Every fourth was decided the other way, whatever the words: nobody can be surer than 75 %.
    const taught = Array.from({ length: 400 }, (_, i) =>
      review(i, (i % 4 === 1) === (i % 2 === 1) ? '0101' : '0102', `气球${['红', '蓝'][i % 2]}色${i % 7}`),
    );
    const model = trainCandidate(corpus, taught, 1);
    const said = rank(model, { text: '气球蓝色3' })[0]!.probability;
    expect(said).toBeGreaterThan(0.5);
    expect(said).toBeLessThan(0.9);
  });

  test('only what a person decided on one of today’s topics teaches', () => {
    expect(canTeach(review(1, '0101', '路灯'), directory)).toBe(true);
    expect(canTeach(review(1, '0199', '路灯'), directory)).toBe(false);
    expect(canTeach(review(1, '0101', '路灯', { automatic: true }), directory)).toBe(false);
  });

  test('words that the model never met', () => {
    const model = trainCandidate(corpus, [], 1);
    expect(unknownShare(model, '半夜施工噪音')).toBe(0);
    expect(unknownShare(model, '量子气球')).toBe(1);
    expect(unknownShare(model, '123，。')).toBeNull();
  });
});

describe('a candidate beside the model in service', () => {
  const model = (version: string) => ({ name: 'learned', version }) as Model;
  /** Reviews of which each judge gets its own share right. */
  function compare(n: number, oldRight: number, youngRight: number) {
    const reviews = Array.from({ length: n }, (_, i) => review(i, '0101', String(i)));
    return compareModels(model('old'), model('young'), reviews, directory, (judge, _, { text }) => {
      const right = Number(text) < (judge.version === 'old' ? oldRight : youngRight);
      const topics = [{ code: right ? '0101' : '0102' }];
      return { topics, departments: [{ department: 'lighting' }] } as unknown as Proposal;
    });
  }

  test.each([
    ['clearly better', 40, 20, 30, true],
    ['better by luck', 40, 20, 24, false],
    ['clearly better, on too few reviews', 29, 10, 25, false],
    ['clearly worse', 40, 30, 20, false],
    ['alike', 40, 20, 20, false],
    ['without any review', 0, 0, 0, false],
  ])('%s', (_, n, oldRight, youngRight, better) => {
    expect(compare(n, oldRight, youngRight)).toMatchObject({
      heldOut: n,
      better,
      inService: { model: 'learned@old', topicRight: oldRight, departmentRight: n },
      candidate: { topicRight: youngRight },
    });
  });
});
