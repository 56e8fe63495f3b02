import type { Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** PostgreSQL notification channel of changes to cases; the payload is a `CaseNotice` as JSON. */
export const caseChannel = 'minqing_cases';

export interface CaseNotice {
  caseId: string;
  state: string;
  version: number;
  departmentCode: string | null;
}

type Announced = Pick<Case, 'id' | 'state' | 'version' | 'departmentCode'>;

export function noticeOf({ id, state, version, departmentCode }: Announced): CaseNotice {
  return { caseId: id, state, version, departmentCode };
}

/** Announces the change to open pages; heard only if the transaction commits. */
export async function announce(tx: Transaction, row: Announced): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${caseChannel}, ${JSON.stringify(noticeOf(row))})`;
}
