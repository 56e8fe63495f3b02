import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const forbidden = [
  ['core/a.ts', '../prisma/client.ts'],
  ['core/deep/a.ts', '../../bot/main.ts'],
  ['core/b.ts', 'bullmq'],
  ['core/start/a.ts', 'pg'],
  ['core/queue/a.ts', '../../triage/rank.ts'],
  ['prisma/cases/a.ts', '../../api/app.ts'],
  ['prisma/a.ts', 'ioredis'],
  ['bot/intake/a.ts', '../../triage/model/rank.ts'],
  ['bot/intake/b.ts', 'wechaty'],
  ['bot/intake/c.ts', 'wechaty-puppet'],
  ['bot/a.ts', '../prisma/generated/client.ts'],
  ['bot/puppets/a.ts', '../../api/app.ts'],
  ['bot/puppets/official-account/a.ts', '../../../core/logger.ts'],
  ['bot/puppets/official-account/b.ts', '../simulator/simulator-puppet.ts'],
  ['triage/a.ts', '../bot/main.ts'],
  ['triage/b.ts', 'bullmq'],
  ['api/routes/a.ts', '../../triage/model/rank.ts'],
  ['api/a.ts', 'pg'],
  ['api/console/a.tsx', '../../bot/main.ts'],
] as const;

const allowed = [
  ['core/queue/z.ts', 'bullmq'],
  ['core/start/z.ts', '../queue/queues.ts'],
  ['prisma/y.ts', '../core/errors.ts'],
  ['prisma/cases/z.ts', '../generated/client.ts'],
  ['prisma/z.ts', 'pg'],
  ['bot/puppets/simulator/z.ts', 'wechaty-puppet'],
  ['bot/puppets/official-account/z.ts', 'wechaty-puppet'],
  ['bot/channels/z.ts', 'wechaty'],
  ['bot/z.ts', '../prisma/client.ts'],
  ['triage/z.ts', '../core/queue/queues.ts'],
  ['api/routes/z.ts', '../../prisma/cases/change-case.ts'],
] as const;

test('the linter refuses every import against the arrows, and no other', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'minqing-arrows-')));
  const { overrides } = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ root: true, overrides }));
  for (const [file, source] of [...forbidden, ...allowed]) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), `import '${source}';\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const only = '--only=style/noRestrictedImports';
  const lint = spawnSync(
    process.execPath,
    [biome, 'lint', only, '--reporter=github', '--max-diagnostics=none'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  await rm(folder, { recursive: true, force: true });
  const refused = [...lint.stdout.matchAll(/^::error.*?file=([^,]+),/gm)].map((match) =>
    relative(folder, match[1] ?? ''),
  );
  expect(refused.toSorted()).toEqual(forbidden.map(([file]) => file).toSorted());
});
