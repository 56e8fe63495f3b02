import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { MinqingError } from '../../core/errors.ts';
import type { Transaction } from '../../prisma/transaction.ts';

/**
 * Takes the request's `Idempotency-Key` inside the transaction that does the work, so that key and work are
 * kept or lost together. A second request with the key waits for the first.
 * @returns false when the work was done before; true when it is to be done, also without a key
 * @throws MinqingError `conflict` when the key came with another request before
 */
export async function claimKey(
  tx: Transaction,
  userId: string,
  request: Request,
  now: Date,
): Promise<boolean> {
  const key = request.get('Idempotency-Key');
  if (!key) return true;
  if (key.length > 200) throw new MinqingError('invalid', 'Idempotency-Key 太长');
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.method, request.path, request.body ?? null]))
    .digest('hex');
  const taken = await tx.$executeRaw`
    INSERT INTO idempotency_keys (user_id, key, request_hash, created_at)
    VALUES (${userId}::uuid, ${key}, ${requestHash}, ${now}) ON CONFLICT DO NOTHING`;
  if (taken === 1) return true;
  const known = await tx.idempotencyKey.findUniqueOrThrow({ where: { userId_key: { userId, key } } });
  if (known.requestHash !== requestHash)
    throw new MinqingError('conflict', '这个 Idempotency-Key 已经用于另一个请求');
  return false;
}
