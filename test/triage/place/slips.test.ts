import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../core/text/normalise.ts';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { gazetteerOf } from '../../../triage/place/gazetteer.ts';
import { readPlace } from '../../../triage/place/read-place.ts';
import { alikes } from '../../../triage/place/sounds-alike.ts';

const { directory } = readCity('prisma/city/jingzhou');
const { names } = gazetteerOf(directory);
const neighbourhoods = [...names].filter(
  ([name, places]) => name.length >= 3 && places.length === 1 && places[0]!.strength === 'neighbourhood',
);
const placeOf = (text: string) => readPlace(directory, text)?.place ?? null;

describe('a place that is not spelled right', () => {
  it.each([
    ['雷家挡菜场很脏', 'SQ0010'],
    ['观音当镇停水', 'SQ0034'],
    ['住在惠公街', 'SQ0009'],
    ['在洪家院那边', 'SQ0008'],
    ['豆湖渠好臭', 'SQ0024'],
  ])('is understood in “%s”', (text, sceneId) => {
    expect(placeOf(text)?.sceneId).toBe(sceneId);
  });

  it('is understood with any character that sounds the same', () => {
    const heard = neighbourhoods.flatMap(([name, [place]]) =>
      [...name].flatMap((right, at) =>
        [...alikes(right)].map((wrong) => ({
          written: name.slice(0, at) + wrong + name.slice(at + 1),
          district: place!.districtCode,
        })),
      ),
    );
    const open = heard.filter(({ written }) => !names.has(written) && !/[东西南北中一-十]/.test(written));
    const right = open.filter(
      ({ written, district }) => placeOf(`这里是${written}`)?.districtCode === district,
    );
    expect(right.length / open.length).toBeGreaterThan(0.95);
  });

  it('is the same as spelled right where it is spelled right', () => {
    fc.assert(
      fc.property(fc.constantFrom(...neighbourhoods), ([name, [place]]) => {
        expect(placeOf(`我住在${name}`)?.districtCode).toBe(place!.districtCode);
      }),
    );
  });
});

describe('what only looks like a place of the city', () => {
  it.each(['曹市长您好', '当地的地方特产', '蒋家桥镇的学校', '解放思想', '今天停水了', '公园里的灯'])(
    'is none: “%s”',
    (text) => {
      expect(placeOf(text)).toBeNull();
    },
  );

  it('is none in words without any name', () => {
    const words = fc.array(
      fc.constantFrom('停水', '没人管', '三天了', '很吵', '请尽快', '电话打不通', '，'),
      {
        maxLength: 12,
      },
    );
    fc.assert(fc.property(words, (all) => placeOf(normalise(all.join(''))) === null));
  });
});
