import type { Directory } from '../../core/directory.ts';
import { mcnemarExact } from '../../core/figures/mcnemar.ts';
import type { Proposal } from '../../core/proposal.ts';
import type { Review } from '../../prisma/learning/list-reviews.ts';
import { type Model, modelName } from '../model/model.ts';

/** How one model did on the held-out reviews. */
export interface Judgement {
  /** `name@version` */
  model: string;
  topicRight: number;
  departmentRight: number;
}

/** Two models over the same held-out reviews; kept with the candidate. */
export interface Comparison {
  heldOut: number;
  inService: Judgement;
  candidate: Judgement;
  /** Reviews whose topic only one of them got right. */
  onlyInService: number;
  onlyCandidate: number;
  /** Of the exact McNemar test over topics. */
  p: number;
  /** Whether it may be promoted without an administrator: see {@link compareModels}. */
  better: boolean;
}

export const fewestHeldOut = 30;
export const significance = 0.05;

/**
 * Sets a candidate against the model in service on the same held-out reviews, which neither was trained on. It is
 * better when it gets more topics right and McNemar's exact test gives p < 0.05 on at least 30 held-out reviews; a lead
 * by luck promotes nothing.
 */
export function compareModels(
  inService: Model,
  candidate: Model,
  heldOut: readonly Review[],
  directory: Directory,
  propose: (model: Model, directory: Directory, review: Review) => Proposal,
): Comparison {
  const judge = (model: Model) => {
    const proposals = heldOut.map((review) => propose(model, directory, review));
    const right = proposals.map(({ topics }, i) => topics[0]?.code === heldOut[i]!.topicCode);
    const judgement: Judgement = {
      model: modelName(model),
      topicRight: right.filter(Boolean).length,
      departmentRight: proposals.filter(
        ({ departments }, i) => departments[0]?.department === heldOut[i]!.departmentCode,
      ).length,
    };
    return { judgement, right };
  };
  const [old, young] = [judge(inService), judge(candidate)];
  const onlyInService = old.right.filter((right, i) => right && !young.right[i]).length;
  const onlyCandidate = young.right.filter((right, i) => right && !old.right[i]).length;
  const p = mcnemarExact(onlyInService, onlyCandidate);
  const better = heldOut.length >= fewestHeldOut && onlyCandidate > onlyInService && p < significance;
  return {
    heldOut: heldOut.length,
    inService: old.judgement,
    candidate: young.judgement,
    onlyInService,
    onlyCandidate,
    p,
    better,
  };
}
