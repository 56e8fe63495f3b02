import { randomBytes } from 'node:crypto';
import { describe, inject, test } from 'vitest';
import type { QueueBackend } from '../../core/queue/backend.ts';

export interface BackendUnderTest {
  backend: QueueBackend;
  redisUrl: string | undefined;
  /** A namespace in Redis of this suite's own. */
  prefix: string;
}

/**
 * Runs one suite on both homes of the queues. Where no Redis answers, its half is skipped by a name that says so; in
 * CI that is a failure.
 */
export function describeOnBothBackends(title: string, suite: (under: BackendUnderTest) => void): void {
  const prefix = `{minqing-test-${randomBytes(4).toString('hex')}}`;
  describe(`${title}, on PostgreSQL`, () => suite({ backend: 'postgresql', redisUrl: undefined, prefix }));
  const redisUrl = inject('redisUrl');
  if (redisUrl) {
    describe(`${title}, on Redis`, () => suite({ backend: 'redis', redisUrl, prefix }));
  } else if (process.env.CI === 'true') {
    test(`${title}, on Redis`, () => {
      throw new Error('no Redis answers at REDIS_URL or 127.0.0.1:6379, and CI asks for one');
    });
  } else {
    test.skip(`${title}, on Redis: left out, for none answers at REDIS_URL or 127.0.0.1:6379`);
  }
}
