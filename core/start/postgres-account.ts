import { execFileSync } from 'node:child_process';
import { accessSync, chownSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MinqingError } from '../errors.ts';

/** How to run a Node process that PostgreSQL agrees to live under. */
export interface Account {
  command: string[];
  uid?: number;
  gid?: number;
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const name = 'postgres';

// Whether somebody who is not root gets there: every folder above must let strangers through.
function isOpenToAll(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0 && at !== path) return false;
    if (at === dirname(at)) return true;
  }
}

function lookUp(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
}

function findAccount(): { uid: number; gid: number } {
  try {
    return { uid: lookUp('-u'), gid: lookUp('-g') };
  } catch {
    try {
      execFileSync('groupadd', ['--system', name], { stdio: 'ignore' });
      execFileSync('useradd', ['--system', '-g', name, name], { stdio: 'ignore' });
      return { uid: lookUp('-u'), gid: lookUp('-g') };
    } catch (cause) {
      throw new MinqingError(
        'invalid',
        `PostgreSQL 不能以 root 身份运行，也建不了 ${name} 用户；请换一个普通用户启动`,
        {
          cause,
        },
      );
    }
  }
}

function findSetpriv(): string | undefined {
  return ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * PostgreSQL refuses to run as root, so root hands it to the user `postgres`. Where that user cannot reach the project
 * or the data (a clone in /root, a private temporary folder), it keeps root's right to pass through folders, and no
 * other; without `setpriv` the folders have to be opened by hand.
 */
export function chooseAccount(folder: string): Account {
  if (process.getuid?.() !== 0) return { command: [process.execPath] };
  const { uid, gid } = findAccount();
  chownSync(folder, uid, gid);
  const closed = [folder, `${projectRoot}package.json`, process.execPath].find((path) => !isOpenToAll(path));
  if (closed === undefined) return { command: [process.execPath], uid, gid };
  const setpriv = findSetpriv();
  if (!setpriv) {
    throw new MinqingError(
      'invalid',
      `以 root 启动时，${name} 用户进不去 ${dirname(closed)}；请放宽上级目录的权限（chmod o+x），或换普通用户启动`,
    );
  }
  // The secure bit makes the kernel's `access` count the lent right too; modules are looked up with it.
  const rights = [
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps',
    '+dac_override',
    '--ambient-caps',
    '+dac_override',
  ];
  return {
    command: [
      setpriv,
      '--reuid',
      String(uid),
      '--regid',
      String(gid),
      '--clear-groups',
      ...rights,
      process.execPath,
    ],
  };
}
