import type { Actor } from '../../core/lifecycle/events.ts';
import type { Role } from '../../core/words.ts';

/** Who acts on a case, as the door needs to know them. */
export type Acting =
  | { type: 'user'; userId: string; roles: readonly Role[]; departmentCode: string | null }
  | { type: 'citizen'; citizenId: string }
  | { type: 'system' };

/** The names under which the life-cycle table knows them. */
export function actorsOf(acting: Acting): readonly Actor[] {
  return acting.type === 'user' ? acting.roles : [acting.type];
}

/** Roles that work for one department and see its cases only. */
export function isDepartmental(roles: readonly Role[]): boolean {
  return (
    roles.some((role) => role === 'clerk' || role === 'head') &&
    roles.every((role) => role === 'clerk' || role === 'head')
  );
}
