import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Written by the seed in demonstration mode. */
const accountsSchema = z.array(
  z.object({
    user: z.string(),
    password: z.string(),
    roleName: z.string(),
    department: z.string().nullish(),
  }),
);

function listAccounts(dataDir: string): string[] {
  try {
    const text = readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8');
    const accounts = accountsSchema.parse(JSON.parse(text));
    return accounts.map(({ user, password, roleName, department }) => {
      const role = department ? `${roleName}，${department}` : roleName;
      return `    ${user.padEnd(14)} ${password.padEnd(14)} ${role}`;
    });
  } catch {
    return [];
  }
}

/** What `npm start` prints once everything answers: where to look and how to sign in. */
export function welcome(settings: { origin: string; dataDir: string; demo: boolean }): string {
  const accounts = settings.demo ? listAccounts(settings.dataDir) : [];
  return [
    '',
    '民情直通车已启动。',
    '',
    `  工作台      ${settings.origin}/`,
    ...(settings.demo ? [`  微信模拟器  ${settings.origin}/simulator`] : []),
    ...(accounts.length > 0 ? ['', '  演示账号（用户名、口令、角色）：', ...accounts] : []),
    '',
    `  数据保存在 ${settings.dataDir}，按 Ctrl-C 停止。`,
    '',
  ].join('\n');
}
