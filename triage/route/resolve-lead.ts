import {
  type Department,
  type Directory,
  isCounty,
  type Responsibility,
  readLead,
} from '../../core/directory.ts';

/** The unit behind a clause's lead. */
export interface Lead {
  department: Department;
  /** The clause falls to the district where the matter lies, and that is not known. */
  placeMissing: boolean;
  /** The district's own unit, in the place of the city's. */
  local: boolean;
}

interface Units {
  byCode: ReadonlyMap<string, Department>;
  /** The government or zone committee of a district. */
  governments: ReadonlyMap<string, Department>;
  /** By city unit and district. */
  counterparts: ReadonlyMap<string, Department>;
}

const indexed = new WeakMap<Directory, Units>();

function unitsOf(directory: Directory): Units {
  const known = indexed.get(directory);
  if (known) return known;
  const local = directory.departments.filter(({ district }) => district !== null);
  const units: Units = {
    byCode: new Map(directory.departments.map((unit) => [unit.code, unit])),
    governments: new Map(
      local.filter(({ kind }) => kind === 'district').map((unit) => [unit.district!, unit]),
    ),
    counterparts: new Map(
      local.flatMap((unit) => unit.actsFor.map((code) => [`${code} ${unit.district}`, unit] as const)),
    ),
  };
  indexed.set(directory, units);
  return units;
}

export function findUnit(directory: Directory, code: string): Department | undefined {
  return unitsOf(directory).byCode.get(code);
}

/** The unit that a lead or supporter means in a district; undefined for `@district` with the place unknown. */
export function unitMeant(
  directory: Directory,
  written: string,
  district: string | null,
): Department | undefined {
  const { unit, local } = readLead(written);
  const { byCode, governments, counterparts } = unitsOf(directory);
  if (unit === null) return district === null ? undefined : governments.get(district);
  const reaches = district !== null && (local === 'anywhere' || (local === 'county' && isCounty(district)));
  return (reaches ? counterparts.get(`${unit} ${district}`) : undefined) ?? byCode.get(unit);
}

export function resolveLead(directory: Directory, clause: Responsibility, district: string | null): Lead {
  const meant = unitMeant(directory, clause.lead, district);
  const department = meant ?? cityUnitFor(directory, clause);
  return {
    department,
    placeMissing: readLead(clause.lead).unit === null && !meant,
    local: department.district !== null && clause.lead !== department.code,
  };
}

/** With the place unknown: a city unit that helps, else the topic's default lead, else whoever receives the rest. */
function cityUnitFor(directory: Directory, clause: Responsibility): Department {
  const byDefault = directory.responsibilities.find(
    (other) => other.topic === clause.topic && other.district === null && other.when.length === 0,
  );
  const written = [...clause.supporters, byDefault?.lead, ...(byDefault?.supporters ?? [])];
  for (const code of written) {
    const department = code && unitMeant(directory, code, null);
    if (department) return department;
  }
  return findUnit(directory, directory.city.fallbackDepartment)!;
}

export function supportersOf(
  directory: Directory,
  clause: Responsibility,
  lead: string,
  district: string | null,
): string[] {
  const codes = clause.supporters.map((written) => unitMeant(directory, written, district)?.code);
  return [...new Set(codes)].filter((code) => code !== undefined && code !== lead) as string[];
}
