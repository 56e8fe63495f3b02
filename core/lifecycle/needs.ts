import { z } from 'zod';
import { kinds, urgencies } from '../words.ts';

/** What an event asks of the person who triggers it; the names are the form fields of the console. */

const text = (label: string, max = 2000) =>
  z
    .string(`请填写${label}`)
    .trim()
    .min(1, `请填写${label}`)
    .max(max, `${label}不能超过${max}字`)
    .meta({ title: label });

const code = (label: string) =>
  z.string(`请选择${label}`).min(1, `请选择${label}`).max(64).meta({ title: label });

export const nothing = z.object({});
export const reason = z.object({ reason: text('理由', 500) });
export const optionalNote = z.object({ note: z.string().trim().max(500).optional().meta({ title: '备注' }) });
export const question = z.object({ question: text('要问诉求人的问题', 500) });
export const answer = z.object({ answer: text('答复内容', 1500) });
/** What the bot fills in and no form asks for. */
const filledIn = { hidden: true };
/** The merged case of the citizen who spoke, where the event goes to its master. */
const from = z.string().max(64).optional().meta(filledIn);
export const citizenText = z.object({
  text: text('内容', 5000),
  /** Photographs that came with it. */
  attachmentIds: z.array(z.uuid()).max(50).optional().meta(filledIn),
  location: z
    .object({ latitude: z.number(), longitude: z.number(), label: z.string() })
    .optional()
    .meta(filledIn),
  from,
});
export const urging = optionalNote.extend({ from });

/** The reviewer's decision; what differs from the proposal is a correction, and tomorrow's training data. */
export const decision = z.object({
  topic: code('事项类别'),
  department: code('承办单位'),
  supporters: z.array(z.string().max(64)).max(10).default([]).meta({ title: '协办单位' }),
  kind: z.enum(kinds).meta({ title: '诉求类型' }),
  urgency: z.enum(urgencies).meta({ title: '紧急程度' }),
  district: z.string().max(64).nullable().default(null).meta({ title: '所属区县' }),
  note: z.string().trim().max(500).optional().meta({ title: '给承办单位的说明' }),
});

/** What a permission to dispatch without review rests on: the rule, and how sure triage was. */
export const automatic = z.object({ ruleId: z.uuid(), confidence: z.number().min(0).max(1) });

/** 一单多诉: the words of each matter; the case keeps the first. */
export const split = z.object({
  matters: z
    .array(text('诉求内容', 5000), '请写出每一件诉求')
    .min(2, '至少要分成两件')
    .max(5, '一次最多分成五件')
    .meta({ title: '每一件诉求' }),
});

export const returned = z.object({
  reason: text('退单理由', 500),
  suggestedDepartment: z.string().max(64).optional().meta({ title: '建议承办单位' }),
});
export const assigned = z.object({ department: code('承办单位'), reason: text('理由', 500) });
export const regranted = z.object({ department: code('改派单位'), note: z.string().max(500).optional() });
export const master = z.object({ masterNumber: code('主工单编号') });
export const dissatisfied = z.object({ reason: z.string().trim().max(2000).default(''), from });
export const rating = z.object({ satisfied: z.boolean(), reason: z.string().trim().max(2000).default('') });
export const extension = z.object({
  reason: text('延期理由', 500),
  days: z.number().int().min(1).max(30).meta({ title: '延长工作日' }),
});
export const supervision = z.object({
  level: z.enum(['ordinary', 'yellow', 'red']).meta({ title: '督办级别' }),
  note: text('督办意见', 500),
});
export const park = z.object({
  reason: text('挂账理由', 500),
  reviewDate: z.iso.date('请填写复查日期').meta({ title: '复查日期' }),
});
export const redo = z.object({
  reason: text('重办理由', 500),
  /** Needed where no department had the case before. */
  department: z.string().max(64).optional().meta({ title: '承办单位' }),
});
export const instruction = z.object({ text: text('批示', 500) });
