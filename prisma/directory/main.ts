import { statSync } from 'node:fs';
import { settings } from '../../core/config.ts';
import { districtLead } from '../../core/directory.ts';
import { MinqingError } from '../../core/errors.ts';
import { runMain } from '../../core/run-main.ts';
import { readCity } from './read-city.ts';

/** `npm run city:check [-- DIR]`: names the file and line of everything that is wrong with a city's files. */
await runMain(async () => {
  const { env, rule } = settings.cityDir;
  const dir = rule.parse(process.argv[2] ?? (process.env[env] || undefined));
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new MinqingError('invalid', `没有这个城市目录：${dir}`);
  }
  const { directory, problems } = readCity(dir);
  for (const { file, line, message } of problems) process.stdout.write(`${file}:${line}: ${message}\n`);
  if (problems.length > 0) {
    process.exitCode = 1;
    return;
  }
  const { city, version, districts, departments, topics, responsibilities, neighbourhoods } = directory;
  const territorial = responsibilities.filter(({ lead }) => lead === districtLead).length;
  process.stdout.write(
    `${city.name}（${version}）：区县 ${districts.length}，承办单位 ${departments.length}，` +
      `事项 ${topics.length}（一级 ${new Set(topics.map(({ path }) => path[0])).size}），` +
      `权责条款 ${responsibilities.length}（属地 ${territorial}），社区 ${neighbourhoods.length}\n`,
  );
});
