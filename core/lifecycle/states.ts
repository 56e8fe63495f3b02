/** States of a case (工单状态), after the life-cycle table of the hotline. */
export const states = [
  'awaiting_review',
  'awaiting_citizen',
  'ready_to_dispatch',
  'awaiting_signature',
  'in_hand',
  'return_review',
  'ruling',
  'answer_review',
  'return_visit',
  'reopened',
  'merged',
  'closed',
  'archived',
  'rejected',
  'transferred',
  'withdrawn',
] as const;
export type CaseState = (typeof states)[number];

export const stateNames: Record<CaseState, string> = {
  awaiting_review: '待受理',
  awaiting_citizen: '待补充',
  ready_to_dispatch: '待派单',
  awaiting_signature: '待签收',
  in_hand: '办理中',
  return_review: '退单审核',
  ruling: '会商裁定',
  answer_review: '答复审核',
  return_visit: '待回访',
  reopened: '重办',
  merged: '已并单',
  closed: '办结',
  archived: '归档',
  rejected: '不予受理',
  transferred: '紧急转接',
  withdrawn: '撤件',
};

/** States that a case still has to leave: somebody owes something. */
export const openStates = states.filter(
  (state) => !['merged', 'closed', 'archived', 'rejected', 'transferred', 'withdrawn'].includes(state),
);

export function isOpen(state: CaseState): boolean {
  return openStates.includes(state);
}
