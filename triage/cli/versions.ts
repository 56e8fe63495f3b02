import { listModelVersions, shippedVersion } from '../../prisma/learning/model-versions.ts';
import type { Comparison } from '../learning/compare.ts';
import { withRegistry } from './open-registry.ts';
import { readOptions, runCommand, writeLine } from './run-command.ts';

const roleNames: Record<string, string> = {
  in_service: '使用中',
  shadow: '旁路运行',
  candidate: '候选',
  retired: '已退下',
  broken: '无法装入',
};

/** `npm run -s triage:versions -- [--json]`: every trained model, the newest first, and the shipped one. */
await runCommand(async () => {
  const { json } = readOptions({ json: { type: 'boolean', default: false } });
  await withRegistry(async ({ db }) => {
    const rows = await listModelVersions(db);
    const shipped = { version: shippedVersion, role: 'candidate' };
    if (!rows.some(({ role }) => role === 'in_service')) shipped.role = 'in_service';
    if (json) return writeLine(JSON.stringify([...rows, shipped]));
    for (const row of rows) {
      const { heldOut, candidate } = row.evaluation as unknown as Comparison;
      await writeLine(
        [
          row.version,
          roleNames[row.role] ?? row.role,
          `样本 ${row.examples}（复核 ${row.reviews}）`,
          heldOut ? `留出 ${heldOut} 件，对 ${candidate.topicRight} 件` : '没有留出的复核',
          row.promotedAt ? `${row.promotedAt.toISOString()} ${row.promotedBy}` : '—',
          row.problem ?? '',
        ].join('\t'),
      );
    }
    await writeLine([shippedVersion, roleNames[shipped.role], '随程序提供'].join('\t'));
  });
});
