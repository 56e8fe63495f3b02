import type { City, DepartmentKind, Directory } from '../core/directory.ts';
import { MinqingError } from '../core/errors.ts';
import type { Urgency } from '../core/words.ts';
import type { PrismaClient } from './generated/client.ts';

const active = { where: { active: true } };

/**
 * The city's directory as the tables hold it.
 * @throws MinqingError `unavailable` when no city has been loaded yet
 */
export async function loadDirectory(db: PrismaClient): Promise<Directory> {
  const [setting, districts, departments, topics, responsibilities, neighbourhoods] = await Promise.all([
    db.setting.findUnique({ where: { name: 'city' } }),
    db.district.findMany({ ...active, orderBy: { code: 'asc' } }),
    db.department.findMany({ ...active, orderBy: { code: 'asc' } }),
    db.topic.findMany({ ...active, orderBy: { code: 'asc' } }),
    db.responsibility.findMany({ ...active, orderBy: { id: 'asc' } }),
    db.neighbourhood.findMany({ ...active, orderBy: { sceneId: 'asc' } }),
  ]);
  if (!setting) throw new MinqingError('unavailable', '还没有装入城市资料,请先运行 npm run seed');
  const { version, ...city } = setting.value as unknown as City & { version: string };
  return {
    version,
    city,
    districts: districts.map(({ active: _, ...district }) => district),
    departments: departments.map(({ active: _, parentCode, districtCode, kind, ...department }) => ({
      ...department,
      kind: kind as DepartmentKind,
      parent: parentCode,
      district: districtCode,
    })),
    topics: topics.map(({ code, level1, level2, level3, scope }) => ({
      code,
      path: [level1, level2, level3],
      scope,
    })),
    responsibilities: responsibilities.map(({ active: _, topicCode, districtCode, urgency, ...clause }) => ({
      ...clause,
      topic: topicCode,
      district: districtCode,
      urgency: urgency as Urgency,
    })),
    neighbourhoods: neighbourhoods.map(({ active: _, districtCode, ...rest }) => ({
      ...rest,
      district: districtCode,
    })),
  };
}
