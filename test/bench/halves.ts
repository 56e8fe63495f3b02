import { createHash } from 'node:crypto';

/**
 * An evaluation set is cut in two by a hash of each text: `look` may be read and tuned on, `blind` is only ever
 * measured. A rule that fits single sentences shows as a gap between the two.
 */
export function halfOf(text: string): 'look' | 'blind' {
  return createHash('sha256').update(text).digest()[0]! % 2 === 0 ? 'look' : 'blind';
}
