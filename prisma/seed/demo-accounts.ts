import { hashPassword } from '../../core/password.ts';
import { type Role, roleNames } from '../../core/words.ts';
import type { PrismaClient } from '../generated/client.ts';

/** The password of every demonstration account; they exist in demonstration mode only. */
export const demoPassword = 'minqing-demo';

export interface DemoAccount {
  user: string;
  password: string;
  roleName: string;
  department: string | null;
}

const staff: { name: string; displayName: string; roles: Role[] }[] = [
  { name: 'reviewer', displayName: '受理员小李', roles: ['reviewer'] },
  { name: 'reviewer2', displayName: '受理员小周', roles: ['reviewer'] },
  { name: 'operator', displayName: '话务员小吴', roles: ['operator'] },
  { name: 'operator2', displayName: '话务员小郑', roles: ['operator'] },
  { name: 'visitor', displayName: '回访员小陈', roles: ['return_visit'] },
  { name: 'supervisor', displayName: '督办员老王', roles: ['supervisor'] },
  { name: 'ruling', displayName: '裁定组', roles: ['ruling'] },
  { name: 'leader', displayName: '值班市领导', roles: ['leader'] },
  { name: 'observer', displayName: '市民观察员', roles: ['observer'] },
  { name: 'admin', displayName: '系统管理员', roles: ['administrator'] },
];

/**
 * Creates the people of the demonstration city: one for each role, and for each department a clerk who
 * signs in with the department's code. Those who are there already stay as they are.
 */
export async function createDemoAccounts(db: PrismaClient): Promise<DemoAccount[]> {
  const passwordHash = await hashPassword(demoPassword);
  const departments = await db.department.findMany({ where: { active: true }, orderBy: { code: 'asc' } });
  const clerks = departments.map(({ code, shortName }) => ({
    name: code,
    displayName: `${shortName}联络员`,
    roles: ['clerk'],
    departmentCode: code,
    passwordHash,
  }));
  await db.user.createMany({
    data: [...staff.map((person) => ({ ...person, passwordHash })), ...clerks],
    skipDuplicates: true,
  });
  const accounts = staff.map(({ name, roles }) => account(name, roleNames[roles[0]!], null));
  return [
    ...accounts,
    account('单位代码', roleNames.clerk, `如 ${departments[0]?.code ?? ''}，见工单的承办单位`),
  ];
}

function account(user: string, roleName: string, department: string | null): DemoAccount {
  return { user, password: demoPassword, roleName, department };
}
