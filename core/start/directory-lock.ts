import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const ownerSchema = z.object({ pid: z.number(), startedAt: z.string() });

// A process id alone is not an identity: after a reboot it may be somebody else's.
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(owner: z.infer<typeof ownerSchema>): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return startTimeOf(owner.pid) === owner.startedAt;
}

function readOwner(file: string): z.infer<typeof ownerSchema> | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Takes a lock file for this process; gives back its release, or the id of the living process that holds it.
 * The lock of a process that was killed is taken over.
 */
export function lockFile(file: string): { release(): void } | { heldBy: number } {
  const mine = { pid: process.pid, startedAt: startTimeOf(process.pid) };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
      return { release: () => unlinkSync(file) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = readOwner(file);
    if (owner && isAlive(owner)) return { heldBy: owner.pid };
    try {
      unlinkSync(file);
    } catch {
      // Another starter was quicker; the next turn sees whose it is.
    }
  }
}
