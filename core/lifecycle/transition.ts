import { MinqingError } from '../errors.ts';
import { type Actor, type CaseEvent, caseEvents, type EventRow, eventTable, type Guard } from './events.ts';
import { type CaseState, stateNames } from './states.ts';

/** What the table needs to know of a case beyond its state. */
export type Facts = Record<Guard, boolean>;

const refusals: Record<Guard, string> = {
  not_ruled: '承办单位已经会商裁定，不能再退单',
  first_return: '这是第二次退单，请提交会商裁定',
  supporters_done: '还有协办单位没有办完',
  own_lead: '只有本工单的主办单位可以操作',
  own_part: '只有本工单未办完的协办单位可以操作',
  has_extension: '没有待审批的延期申请',
  parked: '工单没有挂账',
  not_parked: '工单已经挂账',
  automation_allowed: '没有系统管理员允许的自动派单规则',
};

export function rowOf(event: CaseEvent): EventRow {
  return eventTable[event];
}

/** Whether these actors may trigger the event in this state: null when they may, otherwise the reason in Chinese. */
export function findRefusal(
  event: CaseEvent,
  state: CaseState,
  actors: readonly Actor[],
  facts: Facts,
): { code: 'forbidden' | 'conflict'; message: string } | null {
  const row = rowOf(event);
  if (!row.by.some((actor) => actors.includes(actor)))
    return { code: 'forbidden', message: `您的岗位不能“${row.title}”` };
  if (!row.from.includes(state))
    return { code: 'conflict', message: `工单现在是“${stateNames[state]}”，不能“${row.title}”` };
  const failed = row.guards?.find((guard) => !facts[guard]);
  if (!failed) return null;
  const code = failed === 'own_lead' || failed === 'own_part' ? 'forbidden' : 'conflict';
  return { code, message: refusals[failed] };
}

/**
 * The table's one reader: the state that the event leads to.
 * @throws MinqingError `forbidden` or `conflict` with the reason in Chinese
 */
export function transition(
  event: CaseEvent,
  state: CaseState,
  actors: readonly Actor[],
  facts: Facts,
): CaseState {
  const refusal = findRefusal(event, state, actors, facts);
  if (refusal) throw new MinqingError(refusal.code, refusal.message);
  const { to } = rowOf(event);
  return to === 'same' ? state : to;
}

/** What these actors may do now, in the table's order: the buttons of the console. */
export function listAllowed(state: CaseState, actors: readonly Actor[], facts: Facts): CaseEvent[] {
  return caseEvents.filter((event) => !findRefusal(event, state, actors, facts));
}
