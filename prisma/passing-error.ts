import { isUnanswered } from '../core/address.ts';

/** Prisma's words for a database that is away, closing, out of connections, or at odds with another transaction. */
const passing = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2034',
  '40001',
  '40P01',
  '53300',
  '57P01',
]);
const passingWords =
  /Unable to start a transaction in the given time|Cannot use a pool after calling end|Can't reach database server|Server has closed the connection/;
/** A transaction that took too long may do so again: that is no reason to try it for ever. */
const expired = /expired transaction|Transaction already closed/;

/** Prisma's code, and PostgreSQL's own where Prisma hands it on. */
function codesOf(error: Error): string[] {
  const { code, meta } = error as {
    code?: string;
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
  };
  return [code, meta?.driverAdapterError?.cause?.originalCode]
    .filter((each) => each !== undefined)
    .map(String);
}

/** Whether an error says that the database cannot just now, rather than that what it was asked is wrong. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || expired.test(error.message)) return false;
  return (
    codesOf(error).some((code) => passing.has(code)) ||
    passingWords.test(error.message) ||
    isUnanswered(error)
  );
}
