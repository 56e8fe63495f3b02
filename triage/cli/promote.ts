import { MinqingError } from '../../core/errors.ts';
import { promoteModel, shadowModel } from '../../prisma/learning/change-model.ts';
import { shippedVersion } from '../../prisma/learning/model-versions.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import type { Comparison } from '../learning/compare.ts';
import { describeComparison } from '../learning/learn-from-history.ts';
import { openVersion } from '../learning/model-folder.ts';
import { type Registry, requireAdministrator, withRegistry } from './open-registry.ts';
import { readOptions, runCommand, writeLine, wrongUsage } from './run-command.ts';

/**
 * `npm run -s triage:promote -- --version NAME@VERSION|shipped [--by ADMINISTRATOR] [--shadow]`: puts a version in
 * service, or into shadow. Without an administrator's name only one that proved better is promoted.
 */
await runCommand(async () => {
  const { version, by, shadow } = readOptions({
    version: { type: 'string' },
    by: { type: 'string' },
    shadow: { type: 'boolean', default: false },
  });
  if (!version) throw wrongUsage('--version NAME@VERSION is needed');
  await withRegistry(async ({ db, modelsDir }) => {
    const act = { by: by ? await requireAdministrator(db, by) : 'figures', now: new Date() };
    if (version !== shippedVersion) {
      await requireProof(db, version, Boolean(by) || shadow);
      // What cannot be loaded is refused here, before any process has to.
      openVersion(modelsDir, version, await loadDirectory(db));
    } else if (!by) throw new MinqingError('forbidden', '换回随程序提供的模型要由系统管理员决定：--by 账号');
    if (shadow) await shadowModel(db, version, act);
    else await promoteModel(db, version, act);
    await writeLine(shadow ? `${version} 已进入旁路运行` : `${version} 已投入使用`);
  });
});

async function requireProof(db: Registry['db'], version: string, byHand: boolean): Promise<void> {
  const row = await db.modelVersion.findUnique({ where: { version } });
  if (!row) throw new MinqingError('not_found', `没有模型版本“${version}”`);
  const comparison = row.evaluation as unknown as Comparison;
  if (byHand || comparison.better) return;
  throw new MinqingError(
    'forbidden',
    `${version} 没有证明更好（${describeComparison(comparison)}），要由系统管理员决定：--by 账号`,
  );
}
