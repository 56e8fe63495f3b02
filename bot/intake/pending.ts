import { z } from 'zod';

const asked = { version: z.literal(1), at: z.coerce.date() };
const said = {
  text: z.string(),
  attachmentIds: z.array(z.string()),
  location: z.object({ latitude: z.number(), longitude: z.number(), label: z.string() }).nullable(),
};

/** What the bot asked about cases that are filed already, as the citizen's row keeps it. */
export const pending = z.discriminatedUnion('type', [
  /** Which of several cases was meant; what was said meanwhile is kept. */
  z.object({
    ...asked,
    ...said,
    type: z.literal('which'),
    act: z.enum(['add', 'urge', 'withdraw']),
    numbers: z.array(z.string()).min(1),
  }),
  /** Whether it shall really be withdrawn. */
  z.object({ ...asked, type: z.literal('withdraw'), number: z.string() }),
  /** What is to be added. */
  z.object({ ...asked, type: z.literal('add'), number: z.string() }),
  /** What was not good about the answer. */
  z.object({ ...asked, type: z.literal('reason'), number: z.string() }),
  /** Whether a photograph or location, in the draft meanwhile, belongs to an open case. */
  z.object({ ...asked, ...said, type: z.literal('photo'), number: z.string() }),
  /** Whether it is about the closed case again, or something else. */
  z.object({ ...asked, ...said, type: z.literal('again'), number: z.string() }),
  /** Whether it answers the reviewer's question, or is something else. */
  z.object({ ...asked, ...said, type: z.literal('answer'), number: z.string() }),
]);
export type Pending = z.infer<typeof pending>;

/** A question that was not answered for so long is no longer open. */
const openMs = 30 * 60_000;
/** What was said meanwhile must become of something: these wait until the conversation is over. */
const keeping: readonly Pending['type'][] = ['photo', 'again', 'answer', 'which'];

/** What is still waited for; something stored by another version is nothing to wait for. */
export function readPending(stored: unknown, now: Date): Pending | null {
  const { data } = pending.safeParse(stored);
  if (!data) return null;
  return keeping.includes(data.type) || now.getTime() - data.at.getTime() < openMs ? data : null;
}
