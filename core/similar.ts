import { z } from 'zod';

/** Why triage takes two open cases for one matter, in what a reviewer can check. */
export const whySimilar = z.object({
  /** Words of the asking case that the other has too, longest first. */
  words: z.array(z.string()),
  /** Roads, estates and landmarks that both name, as the asking case writes them. */
  places: z.array(z.string()),
  sameNeighbourhood: z.boolean(),
  sameDistrict: z.boolean(),
  /** Between the shared locations; null where either shared none. */
  metres: z.number().nullable(),
  daysApart: z.number(),
  /** The same person told both. */
  sameCitizen: z.boolean(),
});
export type WhySimilar = z.infer<typeof whySimilar>;

export const similarCase = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  /** Probability that both tell of the same matter (0…1). */
  score: z.number().min(0).max(1),
  why: whySimilar,
});
export type SimilarCase = z.infer<typeof similarCase>;

/** Reviewers are shown no more than these of one case. */
export const mostSimilar = 5;

/** From this score on more than nine in ten are the same matter: what a reviewer is offered as ticked already. */
export const nearlyCertain = 0.8;
