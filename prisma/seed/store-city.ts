import type { Department, Directory } from '../../core/directory.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

const cityLock = 512_345;

/** Units before the units that belong to them. */
function parentsFirst(departments: readonly Department[]): Department[] {
  const placed = new Set<string>();
  const sorted: Department[] = [];
  const byCode = new Map(departments.map((department) => [department.code, department]));
  const place = (department: Department) => {
    if (placed.has(department.code)) return;
    placed.add(department.code);
    const parent = department.parent ? byCode.get(department.parent) : undefined;
    if (parent) place(parent);
    sorted.push(department);
  };
  for (const department of departments) place(department);
  return sorted;
}

async function storeUnits(tx: Transaction, { districts, departments }: Directory): Promise<void> {
  for (const { code, ...district } of districts)
    await tx.district.upsert({
      where: { code },
      create: { code, ...district },
      update: { ...district, active: true },
    });
  for (const { code, parent, district, ...department } of parentsFirst(departments)) {
    const row = { ...department, parentCode: parent, districtCode: district, active: true };
    await tx.department.upsert({ where: { code }, create: { code, ...row }, update: row });
  }
}

async function storeDuties(tx: Transaction, directory: Directory): Promise<void> {
  for (const { code, path, scope } of directory.topics) {
    const row = { level1: path[0], level2: path[1], level3: path[2], scope, active: true };
    await tx.topic.upsert({ where: { code }, create: { code, ...row }, update: row });
  }
  await tx.responsibility.deleteMany();
  await tx.responsibility.createMany({
    data: directory.responsibilities.map(({ topic, district, ...clause }) => ({
      ...clause,
      topicCode: topic,
      districtCode: district,
    })),
  });
  await tx.neighbourhood.deleteMany();
  await tx.neighbourhood.createMany({
    data: directory.neighbourhoods.map(({ district, ...rest }) => ({ ...rest, districtCode: district })),
  });
}

/** What left the city's files stays for the cases that name it, and takes no new ones. */
async function retire(tx: Transaction, { districts, departments, topics }: Directory): Promise<void> {
  const codes = (rows: readonly { code: string }[]) => ({
    where: { code: { notIn: rows.map(({ code }) => code) } },
    data: { active: false },
  });
  await tx.district.updateMany(codes(districts));
  await tx.department.updateMany(codes(departments));
  await tx.topic.updateMany(codes(topics));
}

/**
 * Brings the city's directory into the tables in one transaction; safe for two processes at once.
 * @returns false when the tables hold this version already
 */
export async function storeCity(db: PrismaClient, directory: Directory): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${cityLock})`;
      const stored = await tx.setting.findUnique({ where: { name: 'city' } });
      if ((stored?.value as { version?: string } | undefined)?.version === directory.version) return false;
      await storeUnits(tx, directory);
      await storeDuties(tx, directory);
      await retire(tx, directory);
      const value = { ...directory.city, version: directory.version };
      await tx.setting.upsert({
        where: { name: 'city' },
        create: { name: 'city', value },
        update: { value },
      });
      return true;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}
