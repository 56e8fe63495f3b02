import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readConfig } from '../../core/config.ts';
import { MinqingError } from '../../core/errors.ts';
import { hashPassword } from '../../core/password.ts';
import { runMain } from '../../core/run-main.ts';
import { type Role, roles } from '../../core/words.ts';
import { openDatabase } from '../client.ts';

const usage =
  '用法：npm run -s user:add -- --name 登录名 --display 姓名 --role 角色 [--department 单位代码] < 口令文件';

/** `npm run user:add`: a person who signs in; the password comes on standard input, never on the command line. */
await runMain(async () => {
  const { databaseUrl } = readConfig('seed', process.env);
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      display: { type: 'string' },
      role: { type: 'string', multiple: true },
      department: { type: 'string' },
    },
  });
  const unknown = values.role?.find((role) => !roles.includes(role as Role));
  if (unknown) throw new MinqingError('invalid', `没有角色“${unknown}”，可用：${roles.join('、')}`);
  if (!values.name || !values.role) throw new MinqingError('invalid', usage);
  const password = (await text(process.stdin)).trim();
  if (password.length < 10) throw new MinqingError('invalid', '口令至少 10 个字符，从标准输入给出');
  const database = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    const person = {
      displayName: values.display ?? values.name,
      roles: values.role,
      departmentCode: values.department ?? null,
      passwordHash: await hashPassword(password),
    };
    await database.prisma.user.upsert({
      where: { name: values.name },
      create: { name: values.name, ...person },
      update: person,
    });
    process.stdout.write(`已保存用户 ${values.name}\n`);
  } finally {
    await database.close();
  }
});
