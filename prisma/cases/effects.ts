import type { z } from 'zod';
import {
  citizenDue,
  dispatchDue,
  redoDue,
  returnVisitDue,
  reviewDue,
  signDue,
} from '../../core/deadlines.ts';
import { MinqingError } from '../../core/errors.ts';
import type { CaseEvent } from '../../core/lifecycle/events.ts';
import type * as needs from '../../core/lifecycle/needs.ts';
import type { Urgency } from '../../core/words.ts';
import type { Prisma } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import type { Acting } from './actor.ts';
import { assign, endAssignments, requireDepartment } from './assignments.ts';
import { decide, decideAutomatically, latestSupporters } from './decide.ts';
import { dropExtension, grantExtension, requestExtension, resumeClock } from './extend.ts';
import { keepAddition } from './keep-addition.ts';
import type { LockedCase } from './load-case.ts';
import { splitCase } from './split-case.ts';

/** What an event changes beside the state: the case's columns, and other rows written on the way. */
export type CaseChange = Prisma.CaseUncheckedUpdateInput;

export interface Effect {
  tx: Transaction;
  found: LockedCase;
  acting: Acting;
  now: Date;
  // biome-ignore lint/suspicious/noExplicitAny: each event's data was parsed by its own schema in the table
  data: any;
}

type Data<Name extends keyof typeof needs> = z.infer<(typeof needs)[Name]>;

const ended = { dueAt: null, claimedById: null, claimedUntil: null };
const own = ({ acting }: Effect) => (acting.type === 'user' ? acting.departmentCode : null);
const stop =
  (extra: CaseChange = {}) =>
  ({ now }: Effect): CaseChange => ({ ...ended, closedAt: now, ...extra });

async function signAgain({ tx, found, now }: Effect): Promise<CaseChange> {
  const dueAt = signDue(now);
  await tx.assignment.updateMany({
    where: { caseId: found.row.id, part: 'lead', endedAt: null },
    data: { signedAt: null, signDueAt: dueAt },
  });
  return { dueAt };
}

async function reassign(effect: Effect, department: string, reason: string): Promise<CaseChange> {
  const { tx, found, now } = effect;
  await requireDepartment(tx, department);
  await endAssignments(tx, found.row.id, now, reason, 'lead');
  return { departmentCode: department };
}

/** The effect of each event that has one; the rest change nothing but the state. */
export const effects: Partial<Record<CaseEvent, (effect: Effect) => Promise<CaseChange> | CaseChange>> = {
  ask_citizen: ({ data, now }) => ({
    ...ended,
    question: (data as Data<'question'>).question,
    dueAt: citizenDue(now),
  }),
  citizen_answered: async (effect) => {
    await keepAddition(effect);
    return {
      question: null,
      triagedAt: null,
      triageAttempts: 0,
      dueAt: dispatchDue(effect.now, effect.found.row.urgency as Urgency),
    };
  },
  add_information: async (effect) => {
    await keepAddition(effect);
    return {};
  },
  citizen_silent: stop(),
  confirm: decide,
  confirm_automatically: decideAutomatically,
  answer_directly: ({ data, now }) => ({
    ...ended,
    answer: (data as Data<'answer'>).answer,
    dueAt: returnVisitDue(now),
  }),
  merge: async ({ tx, found, data }) => {
    const { masterNumber } = data as Data<'master'>;
    // Locked, or it could be closed or merged itself meanwhile, and nobody would answer for either.
    await tx.$queryRaw`SELECT id FROM cases WHERE number = ${masterNumber} FOR UPDATE`;
    const master = await tx.case.findUnique({ where: { number: masterNumber } });
    if (!master) throw new MinqingError('invalid', `没有找到主工单“${masterNumber}”`);
    if (master.id === found.row.id || master.masterId || master.closedAt)
      throw new MinqingError('conflict', '主工单必须是另一件未办结、未并单的工单');
    const children = await tx.case.count({ where: { masterId: found.row.id } });
    if (children > 0) throw new MinqingError('conflict', '这件工单已有并入的工单，请先撤销');
    return { ...ended, masterId: master.id };
  },
  split: splitCase,
  unmerge: ({ found, now }) => ({ masterId: null, dueAt: dispatchDue(now, found.row.urgency as Urgency) }),
  refuse: stop(),
  hand_to_emergency: stop(),
  dispatch: async ({ tx, found, now }) => {
    const lead = found.row.departmentCode;
    if (!lead) throw new MinqingError('conflict', '还没有确定承办单位');
    const supporters = found.row.returns > 0 ? [] : await latestSupporters(tx, found.row.id);
    const { signDueAt, answerDueAt } = await assign(tx, found.row, lead, supporters, now);
    return { dispatchedAt: now, dueAt: signDueAt, answerDueAt };
  },
  reconsider: ({ found, now }) => ({ dueAt: dispatchDue(now, found.row.urgency as Urgency) }),
  sign: async ({ tx, found, now }) => {
    await tx.assignment.updateMany({
      where: { caseId: found.row.id, part: 'lead', endedAt: null },
      data: { signedAt: now },
    });
    return { dueAt: found.row.answerDueAt };
  },
  return: ({ found, now }) => ({ returns: found.row.returns + 1, dueAt: reviewDue(now) }),
  grant_return: async (effect) => ({
    ...(await reassign(effect, (effect.data as Data<'regranted'>).department, '同意退单')),
    dueAt: dispatchDue(effect.now, effect.found.row.urgency as Urgency),
  }),
  refuse_return: signAgain,
  refer_to_ruling: ({ now }) => ({ dueAt: reviewDue(now) }),
  rule: async (effect) => {
    const { department } = effect.data as Data<'assigned'>;
    const change = await reassign(effect, department, '会商裁定');
    const due = await assign(effect.tx, effect.found.row, department, [], effect.now);
    return {
      ...change,
      ruled: true,
      dispatchedAt: effect.now,
      dueAt: due.signDueAt,
      answerDueAt: due.answerDueAt,
    };
  },
  finish_support: async (effect) => {
    const { tx, found, now, data } = effect;
    await tx.assignment.updateMany({
      where: { caseId: found.row.id, part: 'support', endedAt: null, departmentCode: own(effect) ?? '' },
      data: { answeredAt: now, answer: (data as Data<'answer'>).answer },
    });
    return {};
  },
  submit_answer: async ({ tx, found, now, data }) => {
    const { answer } = data as Data<'answer'>;
    await tx.assignment.updateMany({
      where: { caseId: found.row.id, part: 'lead', endedAt: null },
      data: { answeredAt: now, answer },
    });
    return { answer, dueAt: reviewDue(now) };
  },
  rewrite: ({ found }) => ({ dueAt: found.row.answerDueAt }),
  accept_answer: ({ now }) => ({ dueAt: returnVisitDue(now) }),
  satisfied: stop({ satisfied: true }),
  not_satisfied: ({ now }) => ({ satisfied: false, dueAt: now }),
  rate_merged: ({ data }) => ({ satisfied: (data as Data<'rating'>).satisfied }),
  redo: async (effect) => {
    const { tx, found, now, data } = effect;
    const department = (data as Data<'redo'>).department ?? found.row.departmentCode;
    if (!department) throw new MinqingError('invalid', '这件工单是直接答复的，请选择重办的承办单位');
    await requireDepartment(tx, department);
    const round = found.row.round + 1;
    await endAssignments(tx, found.row.id, now, `第${found.row.round}轮结束`);
    await assign(tx, { ...found.row, round }, department, [], now);
    return {
      round,
      departmentCode: department,
      dueAt: signDue(now),
      answerDueAt: redoDue(now),
      satisfied: null,
    };
  },
  take_up_again: async ({ tx, found, now }) => {
    const answerDueAt = redoDue(now);
    await tx.assignment.updateMany({
      where: { caseId: found.row.id, endedAt: null },
      data: { signedAt: now, answerDueAt },
    });
    return { dueAt: answerDueAt, answerDueAt, answer: null };
  },
  close: stop(),
  withdraw: async (effect) => {
    await endAssignments(effect.tx, effect.found.row.id, effect.now, '诉求人撤件');
    return stop()(effect);
  },
  supervise: ({ data }) => ({ supervisionLevel: (data as Data<'supervision'>).level }),
  mark_urgent: ({ found }) => (found.row.urgency === 'danger' ? {} : { urgency: 'urgent' }),
  park: ({ data, now }) => ({
    parkedAt: now,
    parkedUntil: new Date(`${(data as Data<'park'>).reviewDate}T09:00:00+08:00`),
    dueAt: new Date(`${(data as Data<'park'>).reviewDate}T09:00:00+08:00`),
  }),
  resume: resumeClock,
  request_extension: requestExtension,
  grant_extension: grantExtension,
  refuse_extension: dropExtension,
};
