import { createHash } from 'node:crypto';
import { RecentMap } from './recent-map.ts';
import { Refusal } from './refusal.ts';

/** WeChat's clock and ours may differ; whoever caught a signed address has this long to use it. */
const freshSeconds = 300;
/** WeChat asks three times, five seconds apart; its own repeats may come with the same nonce. */
const retrySeconds = 30;
const keptNonces = 10_000;

/** The first use of a signed address. */
export interface Use {
  at: Date;
  /** A digest of the body that came with it. */
  body: string;
}

/** Where all processes of an account keep which signed addresses have been used. */
export interface NonceStore {
  /**
   * Keeps this use if it is the first of its key, for ten minutes at least.
   * @returns the use before it; null when there was none
   */
  use(key: string, use: Use): Promise<Use | null>;
}

/** For one process alone. */
export function createMemoryNonceStore(): NonceStore {
  const seen = new RecentMap<string, Use>(keptNonces);
  return {
    async use(key, use) {
      const before = seen.get(key);
      if (!before) seen.set(key, use);
      return before ?? null;
    },
  };
}

/** Simulators sign milliseconds where WeChat signs seconds. */
function secondsOf(timestamp: string): number {
  if (!/^\d{1,13}$/.test(timestamp)) return Number.NaN;
  return timestamp.length === 13 ? Number(timestamp) / 1000 : Number(timestamp);
}

/**
 * Refuses what is old, and a signed address that is used again: at once only with the same body, which is WeChat asking
 * again and is told apart by its MsgId; later not at all.
 */
export function createReplayGuard(store: NonceStore, now: () => Date) {
  return {
    /** @throws Refusal */
    async check(timestamp: string, nonce: string, body: string): Promise<void> {
      const at = now();
      const age = Math.abs(at.getTime() / 1000 - secondsOf(timestamp));
      // Not `age > freshSeconds`: what is no number is no time.
      if (!(age <= freshSeconds)) throw new Refusal(403, 'the timestamp is too old or too new');
      const key = createHash('sha256').update(`${timestamp}\n${nonce}`).digest('base64');
      const digest = createHash('sha256').update(body).digest('base64');
      const before = await store.use(key, { at, body: digest });
      if (!before) return;
      if (before.body !== digest || at.getTime() - before.at.getTime() > retrySeconds * 1000)
        throw new Refusal(403, 'the nonce has been used');
    },
  };
}
