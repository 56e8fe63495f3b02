import type { Directory } from '../../../core/directory.ts';
import { pick, type Random } from './random.ts';

/** Where a made case lies, and how it may be said. */
export interface MadePlace {
  districtCode: string;
  district: string;
  neighbourhood: string;
  road: string;
  number: number;
  estate: string;
  latitude: number;
  longitude: number;
}

const first = [
  ...'红江长东南北中西新华丰金银平安康宁和顺文武建人解胜光明荆沙楚郢龙凤桂兰梅竹松柏翠碧玉锦福寿双三五',
];
const second = [...'旗津港门湖山园桥塔林泉源水云霞阳月星城台堤岸洲湾溪渠沟坡岭庄屯兴盛昌隆泰祥和平安定邦国'];
const roadEnds = ['路', '路', '路', '街', '大道', '巷'];
const estateEnds = ['小区', '花园', '家园', '公寓', '新村', '苑', '府', '新城'];

/** A place of the demonstration city with a road and an estate of made names: some 2,000 names of each. */
export function makePlace(directory: Directory, random: Random): MadePlace {
  const at = pick(directory.neighbourhoods, random);
  const district = directory.districts.find(({ code }) => code === at.district)!;
  const name = () => pick(first, random) + pick(second, random);
  return {
    districtCode: district.code,
    district: district.name,
    neighbourhood: at.name,
    road: name() + pick(roadEnds, random),
    number: 1 + Math.floor(random() * 300),
    estate: name() + pick(estateEnds, random),
    latitude: at.latitude + (random() - 0.5) * 0.02,
    longitude: at.longitude + (random() - 0.5) * 0.02,
  };
}

const named =
  /([\u4e00-\u9fff]{2})(大道|小区|花园|家园|公寓|广场|社区|新城|新村|大厦|小学|中学|大学|学院|医院|市场|公园|路|街|巷|苑|府|村|镇|湾|桥)/g;
const saying = /[的了是我在有不和就都也这那你他她它们而及与或又还把被给从到对为以于去来个么上下中里外该]/;

/**
 * The same matter somewhere else: the names of roads, estates, schools and villages in a text become others, the same
 * name the same other one. `random` has to be the case's own, so that all who tell of it name the same places.
 */
export function relocate(text: string, random: Random): string {
  const names = new Map<string, string>();
  return text.replace(named, (whole, stem: string, end: string) => {
    if (saying.test(stem)) return whole;
    const known = names.get(stem) ?? pick(first, random) + pick(second, random);
    names.set(stem, known);
    return known + end;
  });
}

/** How the first citizen says where. */
export function sayPlace(place: MadePlace, random: Random): string {
  const { district, neighbourhood, road, number, estate } = place;
  return pick(
    [
      `${district}${road}${number}号${estate}`,
      `${district}${neighbourhood}${road}`,
      `${neighbourhood}${estate}`,
      `${district}${road}${estate}附近`,
      `${road}${number}号，属于${neighbourhood}`,
    ],
    random,
  );
}

/** How another citizen says the same place: they know its names, not all of them, and seldom the house number. */
export function retellPlace(said: string, place: MadePlace, random: Random): string {
  const { district, neighbourhood, road, estate } = place;
  const known = [road, estate, neighbourhood].filter((name) => said.includes(name));
  const kept = pick(known, random);
  return pick([`${kept}`, `${kept}这边`, `在${kept}旁边`, `${district}${kept}`, `我们${kept}`], random);
}
