import { proposal as proposalShape } from '../core/proposal.ts';
import type { Proposal } from '../prisma/client.ts';
import { mayMerge, type SignedIn } from './policy.ts';
import type { Names } from './present-detail.ts';

const empty = {
  similar: [],
  topics: [],
  departments: [],
  district: null,
  kind: null,
  urgency: null,
  evidence: [],
  tellApart: null,
  matters: [],
};

/** What triage proposed, with the names behind its codes; of a run that broke, only what broke. */
export function presentProposal(
  row: Proposal,
  names: Names,
  user: SignedIn,
  words: (text: string) => string,
) {
  const { unsure, problem, model, createdAt: at } = row;
  const parsed = proposalShape.safeParse(row.content);
  if (!parsed.success) return { ...empty, unsure, problem, model, at };
  const { topics, departments, districtCode, kind, urgency, evidence, tellApart, matters } = parsed.data;
  const unit = (code: string) => ({ code, name: names.department(code) });
  return {
    topics: topics.map(({ code, path, probability }) => ({ code, path, probability })),
    departments: departments.map(({ department, probability, reason, supporters, question }) => ({
      ...unit(department),
      probability,
      reason,
      supporters: supporters.map(unit),
      question,
    })),
    district: districtCode ? { code: districtCode, name: names.district(districtCode) } : null,
    kind,
    urgency,
    evidence: evidence.map(({ text, weight }) => ({ text, weight })),
    // Of other citizens' cases only those hear who decide on them.
    similar: mayMerge(user)
      ? parsed.data.similar.map(({ caseNumber, score, why }) => ({ number: caseNumber, score, why }))
      : [],
    tellApart: tellApart && {
      question: tellApart.question,
      between: tellApart.between.map(({ department, meaning }) => ({ ...unit(department), meaning })),
    },
    matters: matters.map(({ text, topics: [topic], department }) => ({
      text: words(text),
      topic: topic ? { code: topic.code, path: topic.path } : null,
      department: department === null ? null : unit(department),
    })),
    unsure,
    problem,
    model,
    at,
  };
}
