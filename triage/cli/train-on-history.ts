import { describeComparison, learnFromHistory } from '../learning/learn-from-history.ts';
import { withRegistry } from './open-registry.ts';
import { writeLine } from './run-command.ts';

const outcomes = { in_service: '新模型更好，已投入使用。', shadow: '还没有证明更好，已进入旁路运行。' };

/** `triage:train -- --history`: one line of JSON on standard output, the figures in words on standard error. */
export async function trainOnHistory(seed: number, shadowFirst: boolean): Promise<void> {
  await withRegistry(async (registry) => {
    const learned = await learnFromHistory(registry, { seed, shadowFirst, now: () => new Date() });
    const { comparison, ...rest } = learned;
    process.stderr.write(`${describeComparison(comparison)}\n${outcomes[learned.role]}\n`);
    await writeLine(JSON.stringify({ ...rest, ...comparison }));
  });
}
