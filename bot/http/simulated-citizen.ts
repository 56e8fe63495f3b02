import { z } from 'zod';

/** What the simulator's page or the terminal can send, as JSON. */
export const simulatedMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().max(20_000) }),
  z.object({
    kind: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    label: z.string().max(200).default(''),
  }),
  z.object({ kind: z.literal('scan'), scene: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('menu'), key: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('subscribe') }),
]);
export type SimulatedMessage =
  | z.output<typeof simulatedMessage>
  | { kind: 'image'; fileName: string; mimeType: string; bytes: Uint8Array };

/** A citizen's name on the page; it is also their id on the channel. */
export const citizenName = z.string().trim().min(1).max(40);
/** Chosen by the sender, so that a repeat is known. */
export const messageId = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .optional();
