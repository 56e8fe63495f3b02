import { createServer } from 'node:net';
import { MinqingError } from '../errors.ts';

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)));
  });
}

/** The first free port from `wanted` on, leaving out those in `taken`. */
export async function findPort(wanted: number, host: string, taken: number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + 100 && port <= 65_535; port++) {
    if (!taken.includes(port) && (await isFree(port, host))) return port;
  }
  throw new MinqingError('unavailable', `从 ${wanted} 起没有空闲的端口（${host}）`);
}
