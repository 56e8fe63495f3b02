import { join } from 'node:path';

/** Where a file lies, by the hash of its content: the same photograph is kept once. */
export function attachmentPath(attachmentsDir: string, sha256: string): string {
  return join(attachmentsDir, sha256.slice(0, 2), sha256);
}
