import { z } from 'zod';

const id = z.string().min(1).max(100);
const channel = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/**
 * Every job of the house: the version and shape of its payload, the queue it waits in, what makes two nudges the same,
 * and how often it is tried again (`backoffMs` doubles from try to try). Payloads carry ids; the row is the truth.
 */
export const jobs = {
  /** Turn a case into a proposal. */
  classify: {
    version: 1,
    payload: z.object({ caseId: id }),
    queue: (_channel?: string) => 'classify',
    key: (payload: { caseId: string }) => `classify-${payload.caseId}`,
    attempts: 5,
    backoffMs: 1_000,
  },
  /** Send one outgoing message; a queue for each channel, so that a process takes only what its channel can send. */
  deliver: {
    version: 1,
    payload: z.object({ messageId: id, channel }),
    queue: (to?: string) => `deliver-${channel.parse(to)}`,
    key: (payload: { messageId: string }) => `deliver-${payload.messageId}`,
    attempts: 5,
    backoffMs: 1_000,
  },
} as const;

export type JobName = keyof typeof jobs;
export type Payload<J extends JobName> = z.output<(typeof jobs)[J]['payload']>;

/** What lies in a queue: a payload and the version of its shape. */
export function wrapPayload<J extends JobName>(
  job: J,
  payload: Payload<J>,
): { version: number; payload: unknown } {
  return { version: jobs[job].version, payload: jobs[job].payload.parse(payload) };
}

/** Reads what lay in a queue; null when it is of another version or shape, which no retry will mend. */
export function readPayload<J extends JobName>(job: J, data: unknown): Payload<J> | null {
  const { version, payload } = jobs[job];
  const result = z.object({ version: z.literal(version), payload }).safeParse(data);
  return result.success ? (result.data.payload as Payload<J>) : null;
}
