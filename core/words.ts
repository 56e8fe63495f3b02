/** The hotline's fixed vocabularies, each with the Chinese word that officials use. */

export const kinds = ['query', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
/** 诉求类型 */
export type Kind = (typeof kinds)[number];
export const kindNames: Record<Kind, string> = {
  query: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
};

export const urgencies = ['danger', 'urgent', 'normal'] as const;
/** `danger`: life or limb now; `urgent`: water, power, gas, extreme weather; `normal`: everything else. */
export type Urgency = (typeof urgencies)[number];
export const urgencyNames: Record<Urgency, string> = { danger: '危急', urgent: '紧急', normal: '一般' };

export const messageKinds = ['text', 'image', 'location', 'scan', 'menu', 'subscribe', 'other'] as const;
/** What a citizen can send, whatever the channel. `other` is a kind the hotline cannot read (voice, video, sticker). */
export type MessageKind = (typeof messageKinds)[number];

export const roles = [
  'operator',
  'reviewer',
  'clerk',
  'head',
  'supervisor',
  'return_visit',
  'ruling',
  'leader',
  'observer',
  'administrator',
] as const;
/** Roles of the people who sign in; citizens only ever speak through a channel. */
export type Role = (typeof roles)[number];
export const roleNames: Record<Role, string> = {
  operator: '话务员',
  reviewer: '受理派单员',
  clerk: '承办单位联络员',
  head: '承办单位负责人',
  supervisor: '督办员',
  return_visit: '回访员',
  ruling: '裁定组',
  leader: '领导',
  observer: '观察员',
  administrator: '系统管理员',
};

export const languages = ['zh', 'en'] as const;
/** What a citizen is written to in. */
export type Language = (typeof languages)[number];
