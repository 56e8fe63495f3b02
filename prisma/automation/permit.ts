import { MinqingError } from '../../core/errors.ts';
import { thresholds } from '../../core/figures/coverage.ts';
import type { AutomationRule, Prisma, PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { type Cell, findServingModel } from './measure-cell.ts';
import { type Proof, prove } from './proof.ts';

type What = 'allowed' | 'withdrawn' | 'switched_off' | 'renewed';

async function note(
  tx: Transaction,
  rule: AutomationRule,
  what: What,
  { userId, reason, figures, now }: { userId: string | null; reason: string; figures: Proof; now: Date },
): Promise<void> {
  const { id: ruleId, topicCode, departmentCode } = rule;
  const data = { ruleId, what, topicCode, departmentCode, userId, reason, at: now };
  await tx.automationChange.create({
    data: { ...data, figures: figures as unknown as Prisma.InputJsonObject },
  });
}

/** A rule that nobody else changes, and under which nothing is dispatched, until the transaction ends. */
async function lockRule(tx: Transaction, id: string): Promise<AutomationRule | null> {
  await tx.$queryRaw`SELECT id FROM automation_rules WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.automationRule.findUnique({ where: { id } });
}

/**
 * An administrator allows dispatch without review of what is proposed to a cell with at least this confidence.
 * @throws MinqingError `conflict` with the figures where the reviews do not prove it, `invalid` for another threshold
 *   than the fixed ones or a topic or department that does not exist
 */
export async function permitAutomation(
  db: PrismaClient,
  cell: Cell,
  { threshold, userId, bar, now }: { threshold: number; userId: string; bar: number; now: Date },
): Promise<AutomationRule> {
  if (!thresholds.some((one) => one === threshold))
    throw new MinqingError('invalid', `把握程度应为 ${thresholds.join('、')} 之一`);
  return db.$transaction(async (tx) => {
    const { topicCode, departmentCode } = cell;
    const topic = await tx.topic.findFirst({ where: { code: topicCode, active: true } });
    const department = await tx.department.findFirst({ where: { code: departmentCode, active: true } });
    if (!topic || !department) throw new MinqingError('invalid', '没有这个事项类别或承办单位');
    const model = await findServingModel(tx);
    if (model === null) throw new MinqingError('conflict', '还没有分办建议，也就没有可以证明的复核');
    const figures = await prove(tx, cell, { model, threshold, bar, now, rule: null });
    if (figures.because) throw new MinqingError('conflict', `不能允许自动派单：${figures.because}`);
    const state = { threshold, model, enabled: true, changedAt: now };
    const rule = await tx.automationRule.upsert({
      where: { topicCode_departmentCode: { topicCode, departmentCode } },
      create: { ...cell, ...state },
      update: state,
    });
    await note(tx, rule, 'allowed', { userId, reason: '系统管理员允许', figures, now });
    return rule;
  });
}

/** An administrator takes the permission back. @throws MinqingError `not_found`, `conflict` where it is off already */
export async function withdrawAutomation(
  db: PrismaClient,
  id: string,
  { userId, bar, now }: { userId: string; bar: number; now: Date },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const rule = await lockRule(tx, id);
    if (!rule) throw new MinqingError('not_found', '没有这条自动派单规则');
    if (!rule.enabled) throw new MinqingError('conflict', '这条自动派单规则已经停用');
    const figures = await prove(tx, rule, { ...rule, bar, now, rule });
    await tx.automationRule.update({ where: { id }, data: { enabled: false, changedAt: now } });
    await note(tx, rule, 'withdrawn', { userId, reason: '系统管理员停用', figures, now });
  });
}

/** Keeps, renews or switches off one permission. @returns whether it was switched off */
async function check(db: PrismaClient, id: string, bar: number, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const rule = await lockRule(tx, id);
    if (!rule?.enabled) return false;
    const model = (await findServingModel(tx)) ?? rule.model;
    const figures = await prove(tx, rule, { model, threshold: rule.threshold, bar, now, rule });
    const changedModel = model !== rule.model;
    if (figures.because) {
      const reason = changedModel ? `换用了模型 ${model}：${figures.because}` : figures.because;
      await tx.automationRule.update({ where: { id }, data: { enabled: false, changedAt: now } });
      await note(tx, rule, 'switched_off', { userId: null, reason, figures, now });
      return true;
    }
    if (changedModel) {
      await tx.automationRule.update({ where: { id }, data: { model } });
      const reason = `换用了模型 ${model}，它在旁路运行时的复核同样达到标准`;
      await note(tx, rule, 'renewed', { userId: null, reason, figures, now });
    }
    return false;
  });
}

/**
 * Looks whether the proof of each permission still holds, and switches off those where it does not. A permission is for
 * the model that was proved: one that came into service since must have proved itself in shadow.
 * @param caseId limits it to the permission that covers this case's latest proposal
 * @returns the ids of those that were switched off
 */
export async function checkAutomation(
  db: PrismaClient,
  { bar, now, caseId }: { bar: number; now: Date; caseId?: string },
): Promise<string[]> {
  const proposal = caseId
    ? await db.proposal.findFirst({ where: { caseId }, orderBy: { createdAt: 'desc' } })
    : null;
  if (caseId && !(proposal?.topicCode && proposal.departmentCode)) return [];
  const cell = proposal ? { topicCode: proposal.topicCode!, departmentCode: proposal.departmentCode! } : {};
  const rules = await db.automationRule.findMany({ where: { enabled: true, ...cell }, select: { id: true } });
  const off: string[] = [];
  for (const { id } of rules) if (await check(db, id, bar, now)) off.push(id);
  return off;
}
