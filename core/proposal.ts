import { z } from 'zod';
import { mostSimilar, similarCase } from './similar.ts';
import { kinds, urgencies } from './words.ts';

const probability = z.number().min(0).max(1);

/** A word of the complaint as the citizen wrote it, and its share (0…1) of what spoke for the answer. */
const evidence = z.object({ text: z.string(), weight: z.number() });

const topic = z.object({
  code: z.string(),
  path: z.tuple([z.string(), z.string(), z.string()]),
  probability,
});

const side = z.object({
  /** Department code. */
  department: z.string(),
  responsibilityId: z.string(),
  /** Chinese, for reviewers: 提到“起诉”“判决”等. */
  meaning: z.string(),
});

/** One question whose answer decides between two departments, taken from the responsibilities. */
export const tellApart = z.object({
  /** Chinese, as the citizen is asked. */
  question: z.string(),
  /** The two departments, the more probable first, and what an answer that speaks for each would say. */
  between: z.tuple([side, side]),
});
export type TellApart = z.infer<typeof tellApart>;

/** 分办建议: what triage says of a case. It is advice: a person decides. Codes are the directory's. */
export const proposal = z.object({
  /** Most probable first, at most five. */
  topics: z.array(topic),
  /** At most three, each a different department, most probable first. */
  departments: z.array(
    z.object({
      department: z.string(),
      /** The clause that speaks for it; null for the unit that receives what nobody answers for. */
      responsibilityId: z.string().nullable(),
      probability,
      /** For reviewers, in Chinese: the clause's rule, the words that spoke for it, the district. */
      reason: z.string(),
      supporters: z.array(z.string()),
      /** What to ask the citizen to tell this clause from its rivals. */
      question: z.string().nullable(),
    }),
  ),
  /** Where the two first departments are close: the one question that tells them apart. */
  tellApart: tellApart.nullable().default(null),
  /** 一单多诉: the matters that the complaint seems to hold, two at least; empty where it holds one. */
  matters: z
    .array(
      z.object({
        /** The citizen's words for it. */
        text: z.string(),
        topics: z.array(topic),
        department: z.string().nullable(),
      }),
    )
    .default([]),
  districtCode: z.string().nullable(),
  place: z
    .object({
      districtCode: z.string(),
      /** The neighbourhood's scene id, where it is known so exactly. */
      sceneId: z.string().nullable(),
      /** A scanned code, a shared location, a name in the text, or a unit of that place named in it. */
      how: z.enum(['scan', 'location', 'text', 'unit']),
      /** What it was read from: the words as written, or the distance in words. */
      evidence: z.string(),
    })
    .nullable(),
  /** The nearest thing to an address in the text, as it was written; it may be known where the district isn't. */
  address: z.string().nullable(),
  /** Since when and how often, in the citizen's own words. */
  since: z.string().nullable().default(null),
  frequency: z.string().nullable().default(null),
  kind: z.enum(kinds),
  urgency: z.enum(urgencies),
  /** The words, or the clause, that made it urgent; empty for `normal`. */
  urgencyEvidence: z.array(z.string()),
  /** The words that spoke for the first topic, strongest first. */
  evidence: z.array(evidence),
  /** Open cases that may be of the same matter, most probable first; rows of before they were looked for have none. */
  similar: z.array(similarCase).max(mostSimilar).default([]),
  /** The first choice is not to be trusted without a closer look. */
  unsure: z.boolean(),
  /** Why, in Chinese; null where sure. */
  unsureBecause: z.string().nullable(),
  /** `name@version` of the model. */
  model: z.string(),
  /** Content hash of the city's directory. */
  directoryVersion: z.string(),
  /** Content hash of the vocabularies for urgency and kind. */
  rulesVersion: z.string(),
});
export type Proposal = z.infer<typeof proposal>;
