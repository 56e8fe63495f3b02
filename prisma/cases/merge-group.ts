import { MinqingError } from '../../core/errors.ts';
import type { Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import type { Acting } from './actor.ts';
import { applyEvent } from './apply-event.ts';
import type { Owed } from './tell.ts';

/** A case as the reviewer saw it. */
export interface SeenCase {
  number: string;
  version: number;
}

/**
 * Merges several cases into their master at once: all of them or none. Each goes through the one door, so that its
 * citizen is told and it can be undone by itself.
 * @throws MinqingError `conflict` naming the case that changed since it was seen, or that can't be merged
 */
export async function mergeGroup(
  tx: Transaction,
  request: { master: SeenCase; cases: readonly SeenCase[]; acting: Acting; now: Date },
): Promise<Owed[]> {
  const { master, cases, acting, now } = request;
  const seen = [master, ...cases];
  const numbers = seen.map(({ number }) => number);
  if (new Set(numbers).size < numbers.length)
    throw new MinqingError('invalid', '同一件工单不能选两次，也不能并入它自己');
  // Always in the same order: two reviewers who merge at once wait for each other and don't block each other.
  await tx.$queryRaw`SELECT id FROM cases WHERE number = ANY(${numbers}) ORDER BY id FOR UPDATE`;
  const rows = await tx.case.findMany({ where: { number: { in: numbers } } });
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const one of seen) requireUnchanged(byNumber.get(one.number), one);
  const owed: Owed[] = [];
  for (const { number, version } of cases) {
    const merging = {
      caseId: byNumber.get(number)!.id,
      event: 'merge',
      data: { masterNumber: master.number },
      acting,
      now,
      ifVersion: version,
    } as const;
    owed.push(...(await applyEvent(tx, merging).catch((error: unknown) => nameCase(error, number))).owed);
  }
  return owed;
}

function requireUnchanged(row: Case | undefined, { number, version }: SeenCase): void {
  if (!row) throw new MinqingError('not_found', `没有找到工单“${number.slice(0, 40)}”`);
  if (row.version !== version)
    throw new MinqingError('conflict', `工单 ${number} 刚刚被更新过，请看过最新情况再并单`);
}

/** Of several cases the reviewer has to know which one stands in the way. */
function nameCase(error: unknown, number: string): never {
  if (error instanceof MinqingError)
    throw new MinqingError(error.code, `工单 ${number}：${error.message}`, { cause: error });
  throw error;
}
