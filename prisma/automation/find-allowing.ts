import { type Proposal as ProposalContent, proposal as proposalShape } from '../../core/proposal.ts';
import { nearlyCertain } from '../../core/similar.ts';
import type { Case, Proposal } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** The permission under which a case may be dispatched without review. */
export interface Allowing {
  ruleId: string;
  proposal: Proposal;
  /** The lesser of the probabilities of topic and department. */
  confidence: number;
}

/**
 * The permission that covers a case's latest proposal, held until the transaction ends so that it cannot be switched off
 * meanwhile; null where there is none, and always where triage is unsure, the matter seems to be known or to be several,
 * anything is dangerous, or a person has had the case in hand.
 */
export async function findAllowing(tx: Transaction, row: Case): Promise<Allowing | null> {
  if (row.state !== 'awaiting_review' || row.urgency === 'danger' || row.returns > 0 || row.round > 1)
    return null;
  const proposal = await tx.proposal.findFirst({
    where: { caseId: row.id },
    orderBy: { createdAt: 'desc' },
  });
  if (!proposal || proposal.unsure || proposal.urgency === 'danger') return null;
  const content = proposalShape.safeParse(proposal.content);
  if (!content.success || needsPerson(content.data)) return null;
  const { topicProbability, departmentProbability } = proposal;
  const confidence = Math.min(1, topicProbability ?? 0, departmentProbability ?? 0);
  const [rule] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM automation_rules
    WHERE topic_code = ${proposal.topicCode} AND department_code = ${proposal.departmentCode} AND enabled
      AND model = ${proposal.model} AND threshold <= ${confidence}
    FOR SHARE`;
  if (!rule || (await tx.decision.count({ where: { caseId: row.id } })) > 0) return null;
  return { ruleId: rule.id, proposal, confidence };
}

/** What is probably the same as an open case is to be merged, several matters to be split, close departments to be told apart. */
function needsPerson({ similar, matters, tellApart }: ProposalContent): boolean {
  return similar.some(({ score }) => score >= nearlyCertain) || matters.length > 1 || tellApart !== null;
}
