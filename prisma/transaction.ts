import type { Prisma } from './generated/client.ts';

/** The client inside a transaction; whoever holds one commits with others. */
export type Transaction = Prisma.TransactionClient;
