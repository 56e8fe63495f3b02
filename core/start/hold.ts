import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const variable = 'MINQING_HOLD';

/** The environment of a child that loads its code and then waits for `release`. */
export const held = { [variable]: 'true' };

/** Lets a child that was started with `held` begin. */
export function release(child: ChildProcess): void {
  if (child.connected) child.send('go');
}

/** In the child: resolves when it may begin, at once where nobody holds it. Ends when its starter is gone. */
export async function untilReleased(): Promise<void> {
  if (process.env[variable] === undefined || !process.channel) return;
  process.channel.ref();
  const orphaned = () => process.exit();
  process.once('disconnect', orphaned);
  await once(process, 'message');
  process.off('disconnect', orphaned);
  process.channel?.unref();
}
