import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type {
  Attachment,
  AutomationChange,
  Citizen,
  Message,
  ModelChange,
  ModelVersion,
  PrismaClient,
  Proposal,
  User,
} from './generated/client.ts';
export { Prisma } from './generated/client.ts';

export interface Database {
  prisma: PrismaClient;
  /** The connections behind `prisma`, for hot paths in plain SQL. */
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool to the database at `url`; nothing connects before the first query. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A connection that breaks while idle is replaced at the next query; unheard, its error would end the process.
  pool.on('error', () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
