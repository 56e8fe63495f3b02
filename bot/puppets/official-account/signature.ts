import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-1 over the sorted parts, as WeChat signs URLs (token, timestamp, nonce) and encrypted bodies (and Encrypt). */
export function sign(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Compares in constant time: how long it takes tells nothing about how much of a forged signature is right. */
export function sameSignature(expected: string, given: string): boolean {
  const [a, b] = [expected, given].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
