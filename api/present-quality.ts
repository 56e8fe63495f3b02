import { z } from 'zod';
import type { MeasuredCell } from '../prisma/automation/list-cells.ts';
import type { AutomationChange, ModelChange, ModelVersion } from '../prisma/client.ts';
import type { Names } from './present-detail.ts';

const judgement = z.object({ model: z.string(), topicRight: z.number(), departmentRight: z.number() });
/** The comparison that triage kept with a candidate. */
const comparisonShape = z.object({
  heldOut: z.number(),
  inService: judgement,
  candidate: judgement,
  p: z.number(),
  better: z.boolean(),
});
const figuresShape = z.object({
  model: z.string(),
  bar: z.number(),
  threshold: z.number(),
  n: z.number(),
  right: z.number(),
  lower: z.number(),
  dispatched: z.number(),
  sentBack: z.number(),
});

export function presentModelVersion(row: ModelVersion) {
  const { version, role, examples, reviews, trainedAt, promotedAt, promotedBy, problem } = row;
  const comparison = comparisonShape.safeParse(row.evaluation).data ?? null;
  return { version, role, examples, reviews, trainedAt, promotedAt, promotedBy, problem, comparison };
}

export function presentModelChange({ id, what, version, previous, by, note, at }: ModelChange) {
  return { id: String(id), what, version, previous, by, note, at };
}

const topicOf = (code: string, names: Names) => names.topic(code) ?? { code, path: [code] };

export function presentCell(
  { topicCode, departmentCode, reviews, curve, rule }: MeasuredCell,
  names: Names,
  count: (ruleId: string, outcome: string) => number,
) {
  return {
    topic: topicOf(topicCode, names),
    department: { code: departmentCode, name: names.department(departmentCode) },
    reviews,
    curve,
    rule: rule && {
      id: rule.id,
      threshold: rule.threshold,
      enabled: rule.enabled,
      changedAt: rule.changedAt,
      dispatched: count(rule.id, 'dispatched'),
      sampled: count(rule.id, 'sampled'),
    },
  };
}

export function presentAutomationChange(
  change: AutomationChange,
  names: Names,
  users: ReadonlyMap<string, string>,
) {
  const { id, what, topicCode, departmentCode, userId, reason, at } = change;
  return {
    id: String(id),
    what,
    topic: topicOf(topicCode, names),
    department: { code: departmentCode, name: names.department(departmentCode) },
    by: userId ? (users.get(userId) ?? '') : '系统',
    reason,
    figures: figuresShape.safeParse(change.figures).data ?? null,
    at,
  };
}
