import { describe, expect, it } from 'vitest';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { readAnswer } from '../../../triage/route/read-answer.ts';
import { type Candidate, route } from '../../../triage/route/route.ts';
import { findTellApart } from '../../../triage/route/tell-apart.ts';

const { directory } = readCity('prisma/city/jingzhou');
const clause = (id: string) => directory.responsibilities.find((one) => one.id === id)!;
const candidate = (id: string, department: string, probability: number): Candidate => ({
  department,
  responsibilityId: id,
  probability,
  reason: '',
  supporters: [],
  question: clause(id).question,
  placeMissing: false,
  clause: clause(id),
  matched: [],
});
const usual = candidate('R010101-1', 'housing', 0.45);
const court = candidate('R010101-2', 'court', 0.4);

describe('the question that tells two departments apart', () => {
  it('comes from their clauses, with what each answer means', () => {
    const found = findTellApart(directory, [usual, court])!;
    expect(found.question).toBe(clause('R010101-1').question);
    expect(found.between.map(({ department }) => department)).toEqual(['housing', 'court']);
    expect(found.between[1]!.meaning).toContain('起诉');
  });

  it('is not asked where the first is clear, or only one is in sight', () => {
    expect(
      findTellApart(directory, [
        { ...usual, probability: 0.9 },
        { ...court, probability: 0.05 },
      ]),
    ).toBeNull();
    expect(findTellApart(directory, [usual])).toBeNull();
  });

  it('is not asked where no clause knows both', () => {
    expect(findTellApart(directory, [usual, candidate('R050102-1', 'bus-company', 0.4)])).toBeNull();
  });

  const answered = (answer: string) => ({
    question: clause('R010101-1').question!,
    clauses: ['R010101-1', 'R010101-2'],
    answer,
  });

  it('is understood in a word: yes means the clause with conditions, no the usual one', () => {
    expect(readAnswer(directory, answered('是的'))).toBe('R010101-2');
    expect(readAnswer(directory, answered('没有'))).toBe('R010101-1');
    expect(readAnswer(directory, answered('上周立了案'))).toBeNull();
  });

  it('decides, once it is answered', () => {
    const topics = [{ code: '010101', probability: 0.9 }];
    const first = (spokenFor: string | null) =>
      route(directory, { topics, text: '楼盘停工了', districtCode: '421002', spokenFor })[0]!.department;
    expect(first(null)).toBe('housing');
    expect(first(readAnswer(directory, answered('有，已经起诉了')))).toBe('court');
  });

  it('of a choice is not answered by yes', () => {
    const choice = { question: '是电力还是通信？', clauses: ['R010101-1', 'R010101-2'], answer: '是' };
    expect(readAnswer(directory, choice)).toBeNull();
  });
});
