import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createLogger } from '../../core/logger.ts';
import { createQueues } from '../../core/queue/queues.ts';
import type { PrismaClient, Proposal } from '../../prisma/generated/client.ts';
import { fileCase } from './reviewed-cases.ts';
import { until } from './until.ts';

/** The real triage service as a process of its own, and complaints for it. */
export async function startTriage(databaseUrl: string, db: PrismaClient, env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'triage/main.ts'], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      SWEEP_SECONDS: '1',
      LOG_LEVEL: 'silent',
      ...env,
    },
    stdio: 'inherit',
  });
  const queues = createQueues({ databaseUrl }, createLogger('test', 'silent'));
  return {
    pid: child.pid,
    runs: () => child.exitCode === null && child.signalCode === null,
    /** Files a complaint; gives what triage says of it. */
    async tell(text: string): Promise<Proposal> {
      const { id: caseId } = await fileCase(db, text, null, new Date());
      await queues.nudge('classify', { caseId });
      return until(`a proposal for “${text.slice(0, 20)}”`, () =>
        db.proposal.findFirst({ where: { caseId } }),
      );
    },
    async close(): Promise<void> {
      await queues.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
