import type { QuietHours } from './quiet-hours.ts';
import type { Urgency } from './words.ts';

/** A county, district or development zone of the city. */
export interface District {
  code: string;
  name: string;
  /** Other ways people write it, e.g. 沙市 for 沙市区. */
  aliases: string[];
  /** WGS-84 degrees of its seat of government. */
  latitude: number;
  longitude: number;
}

export type DepartmentKind = 'bureau' | 'district' | 'company' | 'institution';

/** 承办单位: a unit that cases can be dispatched to. */
export interface Department {
  code: string;
  name: string;
  shortName: string;
  kind: DepartmentKind;
  /** Code of the unit it belongs to, null at the top. */
  parent: string | null;
  /** Code of the district it works in, null for the whole city. */
  district: string | null;
  aliases: string[];
  /** City units whose work this one does in its district: 公安县住建局 for housing and construction-safety. */
  actsFor: string[];
}

/** 事项类别: a leaf of the three-level topic tree. */
export interface Topic {
  code: string;
  path: [string, string, string];
  /** What belongs here, in a few words for reviewers. */
  scope: string;
}

/** The lead of a clause that falls to whichever county, district or zone the matter lies in (属地). */
export const districtLead = '@district';

/** Codes of counties and county-level cities end in 21 to 99, those of a city's own districts in 01 to 20 (GB/T 2260). */
export function isCounty(districtCode: string): boolean {
  return /^\d{4}(?:2[1-9]|[3-9]\d)$/.test(districtCode);
}

/**
 * The city unit of a lead or supporter: `housing`, `@housing` and `@county:housing` all name `housing`; the
 * second falls to the unit that acts for it wherever there is one, the third only in counties. Null for `@district`.
 */
export function readLead(written: string): { unit: string | null; local: 'nowhere' | 'county' | 'anywhere' } {
  if (written === districtLead) return { unit: null, local: 'anywhere' };
  const match = /^@(county:)?(.+)$/.exec(written);
  if (!match) return { unit: written, local: 'nowhere' };
  return { unit: match[2]!, local: match[1] ? 'county' : 'anywhere' };
}

/** 权责清单: this department answers for this topic, here, because of that rule. */
export interface Responsibility {
  /** Stable id of the clause, e.g. `R010101-1`. */
  id: string;
  topic: string;
  /** Code of the district it is limited to, null for everywhere. */
  district: string | null;
  /** Department code, `@district`, or a city unit's local counterpart: see {@link readLead}. */
  lead: string;
  /** Those who help, written as the lead is. */
  supporters: string[];
  /** Words in the complaint that speak for this clause among competing ones; empty for the default clause. */
  when: string[];
  urgency: Urgency;
  /** Working days to answer, null for the default of the case's kind. */
  answerDays: number | null;
  /** The law, regulation or duty list that the clause comes from, as shown to people. */
  rule: string;
  /** What to ask the citizen to tell this clause from its rivals, null where there is none. */
  question: string | null;
}

/** 社区: a neighbourhood with a QR code; who scans it is already located. */
export interface Neighbourhood {
  sceneId: string;
  name: string;
  district: string;
  latitude: number;
  longitude: number;
  /** Streets, estates and landmarks that place a text in this neighbourhood. */
  aliases: string[];
}

/** All that a city brings: who there is, what they answer for, and where. */
export interface Directory {
  /** Content hash of the city's files. */
  version: string;
  city: City;
  districts: District[];
  departments: Department[];
  topics: Topic[];
  responsibilities: Responsibility[];
  neighbourhoods: Neighbourhood[];
}

export interface City {
  code: string;
  name: string;
  /** Name of the account as citizens see it. */
  hotlineName: string;
  latitude: number;
  longitude: number;
  /** Addresses beyond this are not the city's. */
  radiusKilometres: number;
  /** Unit that receives what nobody else answers for. */
  fallbackDepartment: string;
  /** When citizens are left in peace; absent for the usual hours, null for never. */
  quietHours?: QuietHours | null;
}

/** `城乡建设/公用事业/停水与水压不足` */
export function topicPath(topic: Pick<Topic, 'path'>): string {
  return topic.path.join('/');
}
