// Generates the database client after `npm ci`. Prisma insists on an engine binary that `generate` never runs; naming
// an existing file keeps it from looking for a download.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (existsSync(`${root}prisma/schema.prisma`)) {
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const run = spawnSync(process.execPath, [prisma, 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: `${root}prisma/schema-engine.mjs`,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (run.status !== 0) {
    process.stderr.write(
      `数据库客户端没有生成（prisma generate）：\n${run.stdout ?? ''}${run.stderr ?? run.error ?? ''}\n`,
    );
    process.exit(1);
  }
}
