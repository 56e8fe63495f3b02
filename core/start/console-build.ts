import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const built = 'dist/console/index.html';
const sources = ['api/console', 'core', 'package-lock.json'];
/** Vite's configuration of the console, relative to the project's root. */
export const consoleConfig = 'api/console/vite.config.ts';

function newestIn(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Whether the console has to be built: never built, or older than its sources. */
export function isConsoleStale(root: string): boolean {
  if (!existsSync(join(root, consoleConfig))) return false;
  const stat = statSync(join(root, built), { throwIfNoEntry: false });
  return !stat || stat.mtimeMs < Math.max(...sources.map((path) => newestIn(join(root, path))));
}
