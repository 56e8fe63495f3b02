import { describe, expect, it } from 'vitest';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { createHistory, type History } from '../../../triage/route/history.ts';
import { route } from '../../../triage/route/route.ts';

const { directory } = readCity('prisma/city/jingzhou');
const [shashi, gongan] = ['421002', '421022'];
const streetPit = '010201';

const first = (topic: string, text: string, history: History, districtCode: string | null = shashi) =>
  route(directory, { topics: [{ code: topic, probability: 0.9 }], text, districtCode }, history)[0]!;

function taught(times: number, topicCode: string, departmentCode: string, text = '路上有个坑'): History {
  const history = createHistory(directory);
  for (let i = 0; i < times; i++) history.learn({ text, topicCode, departmentCode });
  return history;
}

describe('corrections learned from reviewed cases', () => {
  it('decide where the law is silent between rivals', () => {
    const silent = '路上有个坑';
    expect(first(streetPit, silent, taught(0, streetPit, 'urban-management')).department).toBe(
      'municipal-facilities',
    );
    const learned = first(streetPit, silent, taught(40, streetPit, 'urban-management'));
    expect(learned.department).toBe('urban-management');
    expect(learned.reason).toContain('40件');
  });

  it('give way where one clause speaks', () => {
    const history = taught(400, streetPit, 'urban-management');
    expect(first(streetPit, '国道上有个坑', history).department).toBe('highway');
  });

  it('give way where a topic has one clause only', () => {
    const history = taught(400, '010108', 'urban-management');
    expect(first('010108', '公积金提不出来', history).department).toBe('housing-fund');
  });

  it('weigh more with each case', () => {
    const share = (times: number) =>
      route(
        directory,
        { topics: [{ code: streetPit, probability: 0.9 }], text: '路上有个坑', districtCode: shashi },
        taught(times, streetPit, 'city-investment'),
      ).find(({ department }) => department === 'city-investment')?.probability ?? 0;
    expect(share(4)).toBeGreaterThan(share(1));
    expect(share(40)).toBeGreaterThan(share(4));
  });

  it('tell by the words which unit is meant', () => {
    const history = createHistory(directory);
    for (let i = 0; i < 30; i++) {
      history.learn({ text: '盲道砖翘起来绊人', topicCode: streetPit, departmentCode: 'urban-management' });
      history.learn({ text: '沥青起鼓', topicCode: streetPit, departmentCode: 'city-investment' });
    }
    expect(history.recall(streetPit, '盲道上的砖翘着')[0]!.lead).toBe('urban-management');
    expect(history.recall(streetPit, '这一段沥青起鼓了')[0]!.lead).toBe('city-investment');
  });

  it('of one district serve the next: what is learned is the office, not the building', () => {
    const history = taught(40, streetPit, 'shashi-housing');
    expect(first(streetPit, '路上有个坑', history, gongan).department).toBe('gongan-housing');
  });

  it('name no unit that the city no longer has', () => {
    const history = taught(40, streetPit, 'no-such-office');
    expect(history.known(streetPit)).toBe(0);
  });
});
