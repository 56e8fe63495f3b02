import type { PrismaClient } from '../client.ts';

/** As the official account's puppet asks for it; repeated here because neither may import the other. */
interface SharedToken {
  value: string;
  expiresAt: Date;
}

/** The access token of one account, kept in one row for all processes; a renewal holds the row. */
export function createTokenStore(db: PrismaClient, account: string) {
  return {
    load: (): Promise<SharedToken | null> => db.accessToken.findUnique({ where: { account } }),

    exchange(renew: (kept: SharedToken | null) => Promise<SharedToken>): Promise<SharedToken> {
      return db.$transaction(
        async (tx) => {
          // Held until the end of the transaction, also while there is no row yet.
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`token ${account}`}, 0))`;
          const { value, expiresAt } = await renew(await tx.accessToken.findUnique({ where: { account } }));
          const token = { value, expiresAt };
          await tx.accessToken.upsert({
            where: { account },
            create: { account, ...token },
            update: token,
          });
          return token;
        },
        { timeout: 30_000, maxWait: 10_000 },
      );
    },
  };
}
