import type { Directory, TopicName } from '../parts/shapes.ts';

/** Colours of the urgencies' tags. */
export const urgencyColors: Record<string, string> = { danger: 'red', urgent: 'orange' };

/** Ordinary, yellow and red supervision, as the hotline says them. */
export const levelNames: Record<string, string> = {
  ordinary: '普通督办',
  yellow: '黄牌督办',
  red: '红牌督办',
};

/** Names of an event's data, for forms and the record of the case. */
export const fieldNames: Record<string, string> = {
  reason: '理由',
  note: '备注',
  question: '要问诉求人的问题',
  answer: '答复内容',
  text: '内容',
  topic: '事项类别',
  department: '承办单位',
  suggestedDepartment: '建议承办单位',
  supporters: '协办单位',
  kind: '诉求类型',
  urgency: '紧急程度',
  district: '所属区县',
  masterNumber: '主工单编号',
  days: '延长工作日',
  level: '督办级别',
  reviewDate: '复查日期',
  from: '来自并入的工单',
  satisfied: '是否满意',
  matters: '每一件诉求',
};

export const topicText = (topic: TopicName | null | undefined) => topic?.path.join(' / ') ?? '';

/** A value of an event's data in words; empty where there is nothing to read. */
export function wordFor(key: string, value: unknown, directory: Directory | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value))
    return value
      .map((item) => wordFor(key, item, directory))
      .filter(Boolean)
      .join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  if (key === 'level') return levelNames[text] ?? text;
  if (!directory) return text;
  if (key === 'kind') return directory.words.kinds[text] ?? text;
  if (key === 'urgency') return directory.words.urgencies[text] ?? text;
  if (key === 'district') return directory.districts.find(({ code }) => code === text)?.name ?? text;
  if (key === 'topic') return directory.topics.find(({ code }) => code === text)?.path.join(' / ') ?? text;
  if (['department', 'suggestedDepartment', 'supporters'].includes(key))
    return directory.departments.find(({ code }) => code === text)?.name ?? text;
  return text;
}
