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

/** Announces the change to open pages; heard only if the transaction commits. */
export async function announce(
  tx: Transaction,
  row: Pick<Case, 'id' | 'state' | 'version' | 'departmentCode'>,
): Promise<void> {
  const notice: CaseNotice = {
    caseId: row.id,
    state: row.state,
    version: row.version,
    departmentCode: row.departmentCode,
  };
  await tx.$executeRaw`SELECT pg_notify(${caseChannel}, ${JSON.stringify(notice)})`;
}
