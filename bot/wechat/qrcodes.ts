import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig } from '../../core/config.ts';
import { MinqingError } from '../../core/errors.ts';
import { runMain } from '../../core/run-main.ts';
import { readCity } from '../../prisma/directory/read-city.ts';
import { ask, openAccount } from './open-account.ts';
import { type CommunityCode, codeSheet } from './sheet.ts';

const kept = z.record(z.string(), z.string());

/** Addresses made before, by scene: an account has 100,000 codes that last, and posters that hang stay right. */
function readKept(path: string, account: string | undefined): Record<string, string> {
  try {
    return z.record(z.string(), kept).parse(JSON.parse(readFileSync(path, 'utf8')))[account ?? ''] ?? {};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new MinqingError('invalid', `读不懂 ${path}，请改名后再试`, { cause: error });
  }
}

/** `npm run wechat:qrcodes [-- SCENE …]`: a printable sheet of the communities' codes, all of them or those named. */
await runMain(async () => {
  const config = readConfig('wechat', process.env);
  const account = openAccount(config);
  const { directory, problems } = readCity(config.cityDir);
  if (problems.length > 0)
    throw new MinqingError('invalid', `${config.cityDir} 有误，请先运行 npm run city:check`);
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter(
    (scene) => !directory.neighbourhoods.some(({ sceneId }) => sceneId === scene),
  );
  if (unknown.length > 0) throw new MinqingError('invalid', `没有这个社区：${unknown.join('、')}`);

  mkdirSync(config.dataDir, { recursive: true });
  const keptPath = join(config.dataDir, 'wechat-qrcodes.json');
  const addresses = readKept(keptPath, config.wechatAppId);
  const codes: CommunityCode[] = [];
  for (const { sceneId, name } of directory.neighbourhoods) {
    if (wanted.length > 0 && !wanted.includes(sceneId)) continue;
    if (!addresses[sceneId]) {
      addresses[sceneId] = await ask(account.createQrCode(sceneId));
      // At once, so that a run that is cut short has not made them in vain.
      writeFileSync(keptPath, JSON.stringify({ [config.wechatAppId ?? '']: addresses }, null, 1));
    }
    codes.push({ sceneId, name, url: addresses[sceneId] });
  }
  const sheetPath = join(config.dataDir, 'wechat-qrcodes.html');
  writeFileSync(sheetPath, codeSheet(directory.city.hotlineName, codes));
  process.stdout.write(`${codes.length} 个社区的二维码在 ${sheetPath}，用浏览器打开打印\n`);
});
