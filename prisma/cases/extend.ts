import { addWorkingDays } from '../../core/calendar.ts';
import { deadlineRules } from '../../core/deadlines.ts';
import { MinqingError } from '../../core/errors.ts';
import type { Kind } from '../../core/words.ts';
import { Prisma } from '../generated/client.ts';
import type { CaseChange, Effect } from './effects.ts';

/** One extension, asked before expiry, at most the original time again. */
export function requestExtension({ found: { row }, data, now }: Effect): CaseChange {
  if (row.extended) throw new MinqingError('conflict', '每件工单只能延期一次');
  if (row.extensionAsked) throw new MinqingError('conflict', '已经申请了延期，正在审批');
  if (row.answerDueAt && row.answerDueAt <= now)
    throw new MinqingError('conflict', '已过办理期限，不能再申请延期');
  const most = deadlineRules.answerDays[row.kind as Kind];
  if (data.days > most) throw new MinqingError('invalid', `最多延长${most}个工作日`);
  return { extensionAsked: data };
}

export function grantExtension({ found: { row }, now }: Effect): CaseChange {
  const { days } = row.extensionAsked as { days: number };
  const answerDueAt = addWorkingDays(row.answerDueAt ?? now, days);
  return { extended: true, extensionAsked: Prisma.DbNull, answerDueAt, dueAt: answerDueAt };
}

export function dropExtension(): CaseChange {
  return { extensionAsked: Prisma.DbNull };
}

/** The clock stood still while the case was parked. */
export function resumeClock({ found: { row }, now }: Effect): CaseChange {
  const parked = now.getTime() - (row.parkedAt?.getTime() ?? now.getTime());
  const answerDueAt = row.answerDueAt && new Date(row.answerDueAt.getTime() + parked);
  return { parkedAt: null, parkedUntil: null, answerDueAt, dueAt: answerDueAt };
}
