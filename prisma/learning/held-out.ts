import { createHash } from 'node:crypto';

/** One case in so many is kept for judging models. */
export const heldOutEvery = 5;

/**
 * Whether a case is kept for judging models and never learned from. It follows from the case's id alone, so that
 * every model that was ever trained here may be judged by the same cases.
 */
export function isHeldOut(caseId: string): boolean {
  return createHash('sha256').update(`held out ${caseId}`).digest().readUInt32BE(0) % heldOutEvery === 0;
}
