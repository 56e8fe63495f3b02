import { MinqingError } from '../core/errors.ts';
import type { Role } from '../core/words.ts';
import { type Acting, isDepartmental } from '../prisma/cases/actor.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';

/** The person behind a request. */
export interface SignedIn {
  id: string;
  name: string;
  displayName: string;
  roles: readonly Role[];
  departmentCode: string | null;
}

/** Who may read a citizen's own words, and who may ask for name and telephone (each time is logged). */
const wordReaders: readonly Role[] = [
  'operator',
  'reviewer',
  'clerk',
  'head',
  'supervisor',
  'return_visit',
  'ruling',
];
const contactReaders: readonly Role[] = ['operator', 'reviewer', 'clerk', 'head', 'return_visit'];
/** Who may talk with a citizen in person. */
export const talkers: readonly Role[] = ['operator', 'reviewer'];
const everyCase: readonly Role[] = [
  'operator',
  'reviewer',
  'supervisor',
  'return_visit',
  'ruling',
  'leader',
  'administrator',
];

/** Who reads how good triage is; only administrators change anything about it. */
export const qualityReaders = ['supervisor', 'leader', 'administrator'] as const satisfies readonly Role[];
export const administrators = ['administrator'] as const satisfies readonly Role[];

const some = (user: SignedIn, roles: readonly Role[]) => user.roles.some((role) => roles.includes(role));

export const mayReadWords = (user: SignedIn) => some(user, wordReaders);
export const mayReadContact = (user: SignedIn) => some(user, contactReaders);
export const mayTalk = (user: SignedIn) => some(user, talkers);
/** Who is shown other citizens' cases of the same matter, and may merge them. */
export const mayMerge = (user: SignedIn) => some(user, ['reviewer', 'administrator']);
export const isOfDepartment = (user: SignedIn) => isDepartmental(user.roles);

export function actingOf(user: SignedIn): Acting {
  return { type: 'user', userId: user.id, roles: user.roles, departmentCode: user.departmentCode };
}

/** The rows that exist for this user; everything that reads cases goes through it. */
export function visibleCases(user: SignedIn): Prisma.CaseWhereInput {
  if (some(user, everyCase)) return {};
  if (isDepartmental(user.roles))
    return { assignments: { some: { departmentCode: user.departmentCode ?? '' } } };
  return { state: { in: ['closed', 'archived'] } };
}

/** The photographs that exist for this user: of cases they see, of what was merged into them, of whom they talk with. */
export function visibleAttachments(user: SignedIn): Prisma.AttachmentWhereInput {
  const cases = visibleCases(user);
  return {
    OR: [
      { complaint: { case: { OR: [cases, { master: cases }] } } },
      { message: { citizen: { takeovers: { some: { userId: user.id, endedAt: null } } } } },
    ],
  };
}

/** @throws MinqingError `not_found` alike for a case that isn't there and one that isn't theirs to see */
export async function requireCaseId(db: PrismaClient, user: SignedIn, number: string): Promise<string> {
  const row = await db.case.findFirst({
    where: { AND: [{ number }, visibleCases(user)] },
    select: { id: true },
  });
  if (!row) throw new MinqingError('not_found', `没有找到工单“${number.slice(0, 40)}”`);
  return row.id;
}
