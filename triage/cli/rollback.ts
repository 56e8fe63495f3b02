import { rollBackModel } from '../../prisma/learning/change-model.ts';
import { shippedVersion } from '../../prisma/learning/model-versions.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import { openVersion } from '../learning/model-folder.ts';
import { requireAdministrator, withRegistry } from './open-registry.ts';
import { readOptions, runCommand, writeLine } from './run-command.ts';

/** `npm run -s triage:rollback -- [--by ADMINISTRATOR]`: puts back the model that served before. */
await runCommand(async () => {
  const { by } = readOptions({ by: { type: 'string' } });
  await withRegistry(async ({ db, modelsDir }) => {
    const act = { by: by ? await requireAdministrator(db, by) : 'command line', now: new Date() };
    const directory = await loadDirectory(db);
    const version = await rollBackModel(db, act, (wanted) => {
      if (wanted !== shippedVersion) openVersion(modelsDir, wanted, directory);
    });
    await writeLine(`已退回 ${version}`);
  });
});
