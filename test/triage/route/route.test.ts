import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../core/directory.ts';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { route } from '../../../triage/route/route.ts';

const { directory } = readCity('prisma/city/jingzhou');
const [shashi, gongan, zone] = ['421002', '421022', '4210Z1'];

const first = (topic: string, text: string, districtCode: string | null = null) =>
  route(directory, { topics: [{ code: topic, probability: 0.9 }], text, districtCode })[0]!;

describe('承办单位', () => {
  it('is the county’s own bureau where the county has one, the city’s elsewhere', () => {
    expect(first('010201', '路上有个坑', gongan).department).toBe('gongan-urban-management');
    expect(first('010201', '路上有个坑', shashi).department).toBe('municipal-facilities');
    expect(first('010201', '路上有个坑').department).toBe('municipal-facilities');
  });

  it('is the district’s own bureau only for what the law gives to districts', () => {
    expect(first('010104', '物业不打扫', shashi).department).toBe('shashi-housing');
    expect(first('010101', '楼盘停工', shashi).department).toBe('housing');
    expect(first('010101', '楼盘停工', gongan).department).toBe('gongan-housing');
  });

  it('is the committee in a zone that has no bureaus', () => {
    expect(first('010104', '物业不打扫', zone).department).toBe('development-zone');
  });

  it('is a city unit where the place decides and is not known, marked as such', () => {
    const lost = first('080205', '居委会换届');
    expect(lost).toMatchObject({ department: 'civil-affairs', placeMissing: true });
    expect(lost.reason).toContain('请先问清在哪里');
    expect(first('080205', '居委会换届', shashi)).toMatchObject({
      department: 'shashi',
      placeMissing: false,
    });
  });

  it('is the county, the street or the township for dead pigs, with agriculture helping (动物防疫法第五十七条)', () => {
    expect(first('040102', '河里漂着几头死猪', gongan)).toMatchObject({
      department: 'gongan',
      supporters: expect.arrayContaining(['agriculture']),
    });
    expect(first('040106', '绿化带里扔着死猪', shashi).department).toBe('shashi');
  });
});

describe('a clause', () => {
  it('speaks by its words, and not where the citizen denies them', () => {
    expect(first('010202', '写着雨字的雨水井盖响').department).toBe('drainage');
    expect(first('010202', '井盖响,不是雨水井').department).toBe('municipal-facilities');
  });

  it('with a word that few topics know outweighs one that many know', () => {
    expect(first('120101', '小区里车停在消防通道上').department).toBe('fire-rescue');
  });

  it('counts less for a unit that has sent the citizen away', () => {
    const candidates = (text: string) =>
      route(directory, { topics: [{ code: '010207', probability: 1 }], text, districtCode: null });
    const share = (text: string, unit: string) =>
      candidates(text).find(({ department }) => department === unit)?.probability ?? 0;
    expect(share('线掉下来了，城管说不归他管', 'urban-management')).toBeLessThan(
      share('线掉下来了，打过城管电话', 'urban-management'),
    );
  });

  it('of the whole distribution of topics counts, not only the first’s', () => {
    const topics = [
      { code: '120203', probability: 0.3 },
      { code: '120201', probability: 0.25 },
      { code: '100101', probability: 0.4 },
    ];
    expect(route(directory, { topics, text: '出了事', districtCode: null })[0]!.department).toBe('police');
  });
});

describe('the candidates', () => {
  const topic = fc.constantFrom(...directory.topics.map(({ code }) => code));
  const district = fc.constantFrom(null, ...directory.districts.map(({ code }) => code));
  const words = fc.constantFrom(...directory.responsibilities.flatMap(({ when }) => when));
  const input = fc.record({
    topics: fc
      .uniqueArray(topic, { minLength: 1, maxLength: 4 })
      .map((codes) => codes.map((code) => ({ code, probability: 1 / codes.length }))),
    text: fc.array(words, { maxLength: 4 }).map((list) => list.join('，')),
    districtCode: district,
  });
  const units = new Map(directory.departments.map((unit) => [unit.code, unit]));

  it('are at most three units of the directory, each once, likeliest first, never more than certain', () => {
    fc.assert(
      fc.property(input, (given) => {
        const found = route(directory, given);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(new Set(found.map(({ department }) => department)).size).toBe(found.length);
        const probabilities = found.map(({ probability }) => probability);
        expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
        expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
        for (const { department, supporters, reason } of found) {
          expect(units.has(department)).toBe(true);
          expect(supporters).not.toContain(department);
          for (const code of supporters) expect(units.has(code)).toBe(true);
          expect(reason).toMatch(/。$/);
        }
      }),
    );
  });

  it('never work in another district than the matter’s', () => {
    fc.assert(
      fc.property(input, (given) => {
        for (const { department, supporters } of route(directory, given))
          for (const code of [department, ...supporters]) {
            const at = units.get(code)!.district;
            if (at !== null && code !== 'jinan') expect(at).toBe(given.districtCode);
          }
      }),
    );
  });

  it('are the unit that receives the rest where no clause speaks', () => {
    const bare: Directory = { ...directory, responsibilities: [] };
    const [only] = route(bare, {
      topics: [{ code: '010101', probability: 1 }],
      text: '',
      districtCode: null,
    });
    expect(only).toMatchObject({ department: 'hotline', responsibilityId: null });
  });
});
