import type { ZodType } from 'zod';
import type { Role } from '../words.ts';
import * as needs from './needs.ts';
import { type CaseState, openStates } from './states.ts';

/** Who triggers an event: a signed-in role, the citizen through a channel, or a clock or automation. */
export type Actor = Role | 'citizen' | 'system';

/** Facts beyond the state that a row may ask for; each is decided from the case's rows by the one door. */
export type Guard =
  | 'not_ruled'
  | 'first_return'
  | 'supporters_done'
  | 'own_lead'
  | 'own_part'
  | 'has_extension'
  | 'parked'
  | 'not_parked'
  | 'automation_allowed';

/** Which text the citizen is sent, by its name in core/texts. */
export type Told =
  | 'filed'
  | 'asked'
  | 'dispatched'
  | 'answered'
  | 'reopened'
  | 'closed'
  | 'refused'
  | 'merged'
  | 'transferred'
  | 'withdrawn'
  | 'timedOut'
  | 'unmerged'
  | 'extended'
  | 'parked'
  | 'resumed'
  | 'added'
  | 'split'
  | 'urged';

/** A row of the life-cycle table. */
export interface EventRow {
  /** Chinese name, as on the button and in the record of the case. */
  title: string;
  from: readonly CaseState[];
  /** The state it leads to; `same` for overlays, which leave the state alone. */
  to: CaseState | 'same';
  by: readonly Actor[];
  needs: ZodType;
  guards?: readonly Guard[];
  told?: Told;
}

const reviewing = ['reviewer', 'administrator'] as const;
const department = ['clerk', 'head'] as const;

/**
 * The life cycle of a case: what may follow what, who may do it, what it needs, what the citizen is told.
 * The only place that says so; `transition.ts` is its only reader.
 */
export const eventTable = {
  file: {
    title: '登记诉求',
    from: [],
    to: 'awaiting_review',
    by: ['citizen', 'operator', 'system'],
    needs: needs.nothing,
    told: 'filed',
  },
  ask_citizen: {
    title: '请诉求人补充',
    from: ['awaiting_review'],
    to: 'awaiting_citizen',
    by: reviewing,
    needs: needs.question,
    told: 'asked',
  },
  citizen_answered: {
    title: '诉求人已补充',
    from: ['awaiting_citizen'],
    to: 'awaiting_review',
    by: ['citizen', 'operator'],
    needs: needs.citizenText,
    told: 'added',
  },
  citizen_silent: {
    title: '逾期未补充',
    from: ['awaiting_citizen'],
    to: 'withdrawn',
    by: ['system'],
    needs: needs.nothing,
    told: 'timedOut',
  },
  confirm: {
    title: '确认分办',
    from: ['awaiting_review'],
    to: 'ready_to_dispatch',
    by: reviewing,
    needs: needs.decision,
  },
  confirm_automatically: {
    title: '自动分办',
    from: ['awaiting_review'],
    to: 'ready_to_dispatch',
    by: ['system'],
    needs: needs.automatic,
    guards: ['automation_allowed'],
  },
  answer_directly: {
    title: '直接答复',
    from: ['awaiting_review'],
    to: 'return_visit',
    by: reviewing,
    needs: needs.answer,
    told: 'answered',
  },
  merge: {
    title: '并入主工单',
    from: ['awaiting_review'],
    to: 'merged',
    by: reviewing,
    needs: needs.master,
    told: 'merged',
  },
  split: {
    title: '拆分诉求',
    from: ['awaiting_review'],
    to: 'same',
    by: reviewing,
    needs: needs.split,
    told: 'split',
  },
  unmerge: {
    title: '撤销并单',
    from: ['merged'],
    to: 'awaiting_review',
    // `system`: its master was withdrawn.
    by: [...reviewing, 'system'],
    needs: needs.reason,
    told: 'unmerged',
  },
  refuse: {
    title: '不予受理',
    from: ['awaiting_review'],
    to: 'rejected',
    by: reviewing,
    needs: needs.reason,
    told: 'refused',
  },
  hand_to_emergency: {
    title: '紧急转接',
    from: ['awaiting_review'],
    to: 'transferred',
    by: reviewing,
    needs: needs.reason,
    told: 'transferred',
  },
  dispatch: {
    title: '派单',
    from: ['ready_to_dispatch'],
    to: 'awaiting_signature',
    by: [...reviewing, 'system'],
    needs: needs.optionalNote,
    told: 'dispatched',
  },
  reconsider: {
    title: '退回重新受理',
    from: ['ready_to_dispatch'],
    to: 'awaiting_review',
    by: reviewing,
    needs: needs.reason,
  },
  sign: {
    title: '签收',
    from: ['awaiting_signature'],
    to: 'in_hand',
    by: department,
    needs: needs.nothing,
    guards: ['own_lead'],
  },
  return: {
    title: '退单',
    from: ['awaiting_signature', 'in_hand'],
    to: 'return_review',
    by: department,
    needs: needs.returned,
    guards: ['own_lead', 'not_ruled'],
  },
  grant_return: {
    title: '同意退单',
    from: ['return_review'],
    to: 'ready_to_dispatch',
    by: reviewing,
    needs: needs.regranted,
    guards: ['first_return'],
  },
  refuse_return: {
    title: '不同意退单',
    from: ['return_review'],
    to: 'awaiting_signature',
    by: reviewing,
    needs: needs.reason,
    guards: ['first_return'],
  },
  refer_to_ruling: {
    title: '提交会商裁定',
    from: ['return_review'],
    to: 'ruling',
    by: [...reviewing, 'supervisor'],
    needs: needs.reason,
  },
  rule: {
    title: '裁定承办单位',
    from: ['ruling'],
    to: 'awaiting_signature',
    by: ['ruling'],
    needs: needs.assigned,
    told: 'dispatched',
  },
  finish_support: {
    title: '完成协办',
    from: ['in_hand'],
    to: 'same',
    by: department,
    needs: needs.answer,
    guards: ['own_part'],
  },
  submit_answer: {
    title: '提交答复',
    from: ['in_hand'],
    to: 'answer_review',
    by: department,
    needs: needs.answer,
    guards: ['own_lead', 'supporters_done'],
  },
  rewrite: {
    title: '退回重写',
    from: ['answer_review'],
    to: 'in_hand',
    by: reviewing,
    needs: needs.reason,
  },
  accept_answer: {
    title: '通过答复',
    from: ['answer_review'],
    to: 'return_visit',
    by: reviewing,
    needs: needs.optionalNote,
    told: 'answered',
  },
  satisfied: {
    title: '诉求人满意',
    from: ['return_visit'],
    to: 'closed',
    by: ['citizen', 'return_visit'],
    needs: needs.optionalNote,
    told: 'closed',
  },
  not_satisfied: {
    title: '诉求人不满意',
    from: ['return_visit'],
    to: 'same',
    by: ['citizen', 'return_visit'],
    needs: needs.dissatisfied,
  },
  rate_merged: {
    // What the citizen of a merged case says of the answer; the master's own citizen closes the master.
    title: '并单诉求人评价',
    from: ['merged'],
    to: 'same',
    by: ['citizen'],
    needs: needs.rating,
  },
  redo: {
    title: '退回重办',
    from: ['return_visit'],
    to: 'reopened',
    by: ['return_visit', 'supervisor', ...reviewing],
    needs: needs.redo,
    told: 'reopened',
  },
  take_up_again: {
    title: '重新办理',
    from: ['reopened'],
    to: 'in_hand',
    by: department,
    needs: needs.nothing,
    guards: ['own_lead'],
  },
  close: {
    title: '办结',
    from: ['return_visit'],
    to: 'closed',
    by: ['return_visit', 'supervisor', 'administrator', 'system'],
    needs: needs.reason,
    told: 'closed',
  },
  archive: {
    title: '归档',
    from: ['closed'],
    to: 'archived',
    by: ['administrator', 'system'],
    needs: needs.nothing,
  },
  withdraw: {
    title: '撤件',
    from: [...openStates, 'merged'],
    to: 'withdrawn',
    by: ['citizen', 'operator'],
    needs: needs.optionalNote,
    told: 'withdrawn',
  },
  add_information: {
    title: '补充情况',
    from: openStates.filter((state) => state !== 'awaiting_citizen'),
    to: 'same',
    by: ['citizen', 'operator'],
    needs: needs.citizenText,
    told: 'added',
  },
  urge: {
    title: '催办',
    from: openStates,
    to: 'same',
    by: ['citizen', 'operator', 'supervisor', 'system'],
    needs: needs.urging,
    told: 'urged',
  },
  supervise: {
    title: '督办',
    from: openStates,
    to: 'same',
    by: ['supervisor', 'leader'],
    needs: needs.supervision,
  },
  instruct: {
    title: '批示',
    from: openStates,
    to: 'same',
    by: ['leader'],
    needs: needs.instruction,
  },
  mark_urgent: {
    title: '加急',
    from: openStates,
    to: 'same',
    by: [...reviewing, 'supervisor'],
    needs: needs.reason,
  },
  park: {
    title: '挂账',
    from: ['in_hand'],
    to: 'same',
    by: ['supervisor', 'administrator'],
    needs: needs.park,
    guards: ['not_parked'],
    told: 'parked',
  },
  resume: {
    title: '解除挂账',
    from: ['in_hand'],
    to: 'same',
    by: ['supervisor', 'administrator', 'system'],
    needs: needs.optionalNote,
    guards: ['parked'],
    told: 'resumed',
  },
  request_extension: {
    title: '申请延期',
    from: ['in_hand'],
    to: 'same',
    by: department,
    needs: needs.extension,
    guards: ['own_lead'],
  },
  grant_extension: {
    title: '同意延期',
    from: ['in_hand'],
    to: 'same',
    by: [...reviewing, 'supervisor'],
    needs: needs.optionalNote,
    guards: ['has_extension'],
    told: 'extended',
  },
  refuse_extension: {
    title: '不同意延期',
    from: ['in_hand'],
    to: 'same',
    by: [...reviewing, 'supervisor'],
    needs: needs.reason,
    guards: ['has_extension'],
  },
} as const satisfies Record<string, EventRow>;

export type CaseEvent = keyof typeof eventTable;
export const caseEvents = Object.keys(eventTable) as CaseEvent[];
