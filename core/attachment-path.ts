import { join } from 'node:path';

/** Where a file lies, by the name under which it is kept. */
export function attachmentPath(attachmentsDir: string, storedAs: string): string {
  return join(attachmentsDir, storedAs.slice(0, 2), storedAs);
}
