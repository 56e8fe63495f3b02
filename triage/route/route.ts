import { type Department, type Directory, districtLead, type Responsibility } from '../../core/directory.ts';
import { normalise } from '../text/normalise.ts';
import { counterpartKey, counterpartsOf } from './counterparts.ts';
import { giveReason } from './give-reason.ts';
import { type WeighedClause, weighClauses } from './weigh-clauses.ts';

export interface RouteInput {
  /** Most probable first; `evidence` are the words that spoke for the topic. */
  topics: { code: string; probability: number; evidence?: readonly string[] }[];
  text: string;
  districtCode: string | null;
}

/** A department that could answer, with the clause that says so. */
export interface Candidate {
  /** Department code. */
  department: string;
  /** Null for the unit that receives what nobody answers for. */
  responsibilityId: string | null;
  /** 0…1, summed over the topics and clauses that lead to it. */
  probability: number;
  /** Chinese, for reviewers. */
  reason: string;
  supporters: string[];
  question: string | null;
  /** The clause falls to the district where the matter lies, and that is not known. */
  placeMissing: boolean;
  clause: Responsibility | null;
  /** The clause's words that the complaint says. */
  matched: string[];
}

export const shownDepartments = 3;

/**
 * The departments that answer for a complaint, at most three, each once. A department's probability is the sum
 * over topics of the topic's probability times the share of the clauses that lead to it; the strongest of
 * these clauses gives reason, supporters and question.
 */
export function route(directory: Directory, input: RouteInput): Candidate[] {
  const text = normalise(input.text);
  const candidates = new Map<string, Candidate & { strength: number }>();
  for (const { code, probability, evidence } of input.topics) {
    for (const weighed of weighClauses(directory, code, text, input.districtCode)) {
      const found = resolveLead(directory, weighed, input.districtCode);
      const strength = probability * weighed.share;
      const known = candidates.get(found.department.code);
      if (known && known.strength >= strength) {
        known.probability += strength;
        continue;
      }
      candidates.set(found.department.code, {
        department: found.department.code,
        responsibilityId: weighed.clause.id,
        probability: strength + (known?.probability ?? 0),
        reason: giveReason(directory, weighed, found, evidence ?? [], input.districtCode),
        supporters: supportersOf(directory, weighed.clause, found.department.code, input.districtCode),
        question: weighed.clause.question,
        placeMissing: found.placeMissing,
        clause: weighed.clause,
        matched: weighed.matched,
        strength,
      });
    }
  }
  const ranked = [...candidates.values()]
    .sort((a, b) => b.probability - a.probability || (a.department < b.department ? -1 : 1))
    .slice(0, shownDepartments)
    .map(({ strength: _, ...candidate }) => candidate);
  return ranked.length > 0 ? ranked : [fallback(directory)];
}

/** The unit behind a clause's lead. */
export interface Lead {
  department: Department;
  placeMissing: boolean;
}

function resolveLead(
  directory: Directory,
  { clause, devolved }: WeighedClause,
  district: string | null,
): Lead {
  if (clause.lead !== districtLead) {
    const code = counterpartIn(directory, clause, devolved ? district : null);
    const department = find(directory, code);
    if (department) return { department, placeMissing: false };
  }
  const local = governmentOf(directory, district);
  if (local) return { department: local, placeMissing: false };
  return { department: cityUnitFor(directory, clause), placeMissing: clause.lead === districtLead };
}

/** Where the topic's work is the district's own, a city unit's part in it falls to the unit's counterpart there. */
function counterpartIn(directory: Directory, clause: Responsibility, district: string | null): string {
  if (district === null || clause.district !== null) return clause.lead;
  const counterpart = counterpartsOf(directory).get(counterpartKey(clause.lead, district));
  if (!counterpart) return clause.lead;
  return counterpart === districtLead
    ? (governmentOf(directory, district)?.code ?? clause.lead)
    : counterpart;
}

/** With the place unknown: the topic's default lead, else a city unit that helps, else whoever receives the rest. */
function cityUnitFor(directory: Directory, clause: Responsibility): Department {
  const byDefault = directory.responsibilities.find(
    (other) => other.topic === clause.topic && other.district === null && other.when.length === 0,
  );
  const codes = [byDefault?.lead, ...clause.supporters, ...(byDefault?.supporters ?? [])];
  for (const code of codes) {
    const department = code && code !== districtLead ? find(directory, code) : undefined;
    if (department) return department;
  }
  return find(directory, directory.city.fallbackDepartment)!;
}

function supportersOf(
  directory: Directory,
  clause: Responsibility,
  lead: string,
  district: string | null,
): string[] {
  const codes = clause.supporters.map((code) =>
    code === districtLead ? governmentOf(directory, district)?.code : find(directory, code)?.code,
  );
  return [...new Set(codes)].filter((code) => code !== undefined && code !== lead) as string[];
}

function governmentOf(directory: Directory, district: string | null): Department | undefined {
  if (district === null) return undefined;
  return directory.departments.find((unit) => unit.kind === 'district' && unit.district === district);
}

function fallback(directory: Directory): Candidate {
  return {
    department: directory.city.fallbackDepartment,
    responsibilityId: null,
    probability: 0,
    reason: '没有找到对应的事项和权责条款，先由热线中心接收，请人工判断。',
    supporters: [],
    question: null,
    placeMissing: false,
    clause: null,
    matched: [],
  };
}

function find(directory: Directory, code: string): Department | undefined {
  return directory.departments.find((department) => department.code === code);
}
