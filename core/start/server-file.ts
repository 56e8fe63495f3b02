import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What the host of the private server writes down for those who join it; it holds a password, hence mode 600. */
const serverSchema = z.object({ url: z.string(), controlPort: z.number(), token: z.string() });
export type Server = z.infer<typeof serverSchema>;

export const serverFolder = (dataDir: string) => join(dataDir, 'postgres');
export const serverFile = (folder: string) => join(folder, 'server.json');
export const logFile = (folder: string) => join(folder, 'server.log');

export function readServer(folder: string): Server | null {
  try {
    return serverSchema.parse(JSON.parse(readFileSync(serverFile(folder), 'utf8')));
  } catch {
    return null;
  }
}
