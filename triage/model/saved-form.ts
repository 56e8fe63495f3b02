import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Raised whenever an older program could misread what a newer one writes. */
export const formatVersion = 3;

export const files = {
  header: 'model.json',
  vocabulary: 'vocabulary.bin',
  weights: 'weights.bin',
} as const;

/** `model.json`: all of a model but its big tables, and the hashes that tell whether those are whole. */
export const header = z.object({
  format: z.literal('minqing-linear'),
  formatVersion: z.literal(formatVersion),
  name: z.string().min(1),
  version: z.string().min(1),
  labels: z.array(z.string()).min(2),
  shape: z.object({ characters: z.int().min(0), words: z.boolean(), titleWeight: z.number().min(1) }),
  features: z.int().min(1),
  temperature: z.number().positive(),
  doubt: z.number().min(0).max(1),
  provenance: z.object({
    examples: z.int(),
    seed: z.int(),
    recipe: z.enum(['ample', 'scarce']),
    source: z.string().nullable(),
    heldOutAccuracy: z.number().nullable(),
  }),
  hashes: z.object({ vocabulary: z.string(), weights: z.string() }),
});
export type Header = z.infer<typeof header>;

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
