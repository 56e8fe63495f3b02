import { randomUUID } from 'node:crypto';
import { demoPassword } from '../../prisma/seed/demo-accounts.ts';
import { until } from './until.ts';

interface Said {
  id: string;
  seq: number;
  direction: 'in' | 'out';
  text: string;
}

/** A citizen at the simulator; a message is sent again, with its id, until it is accepted. */
export function citizen(apiUrl: string, name: string) {
  const base = `${apiUrl}/simulator/api/citizens/${encodeURIComponent(name)}/messages`;
  const read = async (): Promise<Said[]> => ((await (await fetch(base)).json()) as { items: Said[] }).items;
  return {
    read,
    async send(text: string, id: string = randomUUID()): Promise<void> {
      await until(`“${text.slice(0, 20)}” to be accepted`, async () => {
        const body = JSON.stringify({ kind: 'text', text, id });
        const headers = { 'Content-Type': 'application/json' };
        return (await fetch(base, { method: 'POST', headers, body })).status === 202;
      });
    },
    /** Sends and waits for the answer to it. */
    async say(text: string): Promise<string> {
      const before = (await read().catch(() => [])).filter(({ direction }) => direction === 'out').length;
      await this.send(text);
      return until(`an answer to “${text.slice(0, 20)}”`, async () => {
        const answers = (await read()).filter(({ direction }) => direction === 'out');
        return answers.length > before
          ? answers
              .slice(before)
              .map(({ text: said }) => said)
              .join('\n')
          : null;
      });
    },
    async hears(pattern: RegExp): Promise<string> {
      return until(
        `${name} to hear ${pattern}`,
        async () =>
          (await read()).find(({ direction, text }) => direction === 'out' && pattern.test(text))?.text,
      );
    },
  };
}

export interface SeenCase {
  number: string;
  state: string;
  version: number;
  department: { code: string } | null;
  proposal: { topics: { code: string }[]; departments: { code: string; reason: string }[] } | null;
  actions: { event: string }[];
  complaints: { text: string }[];
}

/** Someone signed in to the console's API. */
export async function signIn(apiUrl: string, name: string) {
  const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'minqing' };
  const signedIn = await fetch(`${apiUrl}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, password: demoPassword }),
  });
  if (signedIn.status !== 200) throw new Error(`${name} could not sign in: ${await signedIn.text()}`);
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const call = (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(`${apiUrl}/api/v1${path}`, {
      method,
      headers: { ...headers, cookie, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    call,
    async see(number: string): Promise<SeenCase> {
      return (await (await call('GET', `/cases/${number}`)).json()) as SeenCase;
    },
    async act(number: string, event: string, data: unknown = {}): Promise<SeenCase> {
      const { version } = await this.see(number);
      const done = await call('POST', `/cases/${number}/events/${event}`, data, {
        'If-Match': `"${version}"`,
      });
      if (done.status !== 200) throw new Error(`${event}: ${done.status} ${await done.text()}`);
      return (await done.json()) as SeenCase;
    },
  };
}
