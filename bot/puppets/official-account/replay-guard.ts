import { createHash } from 'node:crypto';
import { RecentMap } from './recent-map.ts';
import { Refusal } from './refusal.ts';

/** WeChat's clock and ours may differ; whoever caught a signed address has this long to use it. */
const freshSeconds = 300;
/** WeChat asks three times, five seconds apart; its own repeats may come with the same nonce. */
const retrySeconds = 30;
const keptNonces = 10_000;

interface Seen {
  at: number;
  body: string;
}

/**
 * Refuses what is old, and a signed address that is used again: at once only with the same body, which is WeChat asking
 * again and is told apart by its MsgId; later not at all.
 */
export function createReplayGuard(now: () => Date) {
  const seen = new RecentMap<string, Seen>(keptNonces);
  return {
    /** @throws Refusal */
    check(timestamp: string, nonce: string, body: string): void {
      const at = now().getTime() / 1000;
      if (!/^\d{1,12}$/.test(timestamp) || Math.abs(at - Number(timestamp)) > freshSeconds)
        throw new Refusal(403, 'the timestamp is too old or too new');
      const key = createHash('sha256').update(`${timestamp}\n${nonce}`).digest('base64');
      const digest = createHash('sha256').update(body).digest('base64');
      const before = seen.get(key);
      if (!before) seen.set(key, { at, body: digest });
      else if (before.body !== digest || at - before.at > retrySeconds)
        throw new Refusal(403, 'the nonce has been used');
    },
  };
}
