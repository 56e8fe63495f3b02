/** The API's answers, as the pages use them. */

export interface Named {
  code: string;
  name: string;
}
export interface TopicName {
  code: string;
  path: string[];
}
export interface User {
  id: string;
  name: string;
  displayName: string;
  roles: string[];
  department: Named | null;
}

export interface Directory {
  city: { name: string; hotlineName: string };
  topics: { code: string; path: [string, string, string]; scope: string }[];
  departments: (Named & { shortName: string; kind: string; aliases: string[] })[];
  districts: Named[];
  words: Record<'states' | 'kinds' | 'urgencies' | 'roles' | 'events', Record<string, string>>;
}

export interface CaseSummary {
  id: string;
  number: string;
  state: string;
  stateName: string;
  kind: string;
  urgency: string;
  summary: string;
  topic: TopicName | null;
  department: Named | null;
  district: Named | null;
  filedAt: string;
  stateSince: string;
  dueAt: string | null;
  overdue: boolean;
  round: number;
  version: number;
  claimedBy: { displayName: string; mine: boolean } | null;
  supervisionLevel: string | null;
  unsure: boolean | null;
}

export interface Complaint {
  id: string;
  text: string;
  kind: string | null;
  place: string | null;
  since: string | null;
  latitude: number | null;
  longitude: number | null;
  neighbourhood: string | null;
  contact: { name: string | null; phone: string | null } | null;
  anonymous: boolean;
  createdAt: string;
  attachments: { id: string; fileName: string; mimeType: string; bytes: number; url: string }[];
}

export interface ProposedDepartment extends Named {
  probability: number;
  reason: string | null;
  supporters: Named[];
  question: string | null;
}

export interface Proposal {
  topics: (TopicName & { probability: number })[];
  departments: ProposedDepartment[];
  district: Named | null;
  kind: string | null;
  urgency: string | null;
  evidence: { text: string; weight: number }[];
  /** The one question that decides between two departments that are close. */
  tellApart: { question: string; between: (Named & { meaning: string })[] } | null;
  /** The matters that the complaint seems to hold; empty where it holds one. */
  matters: { text: string; topic: TopicName | null; department: Named | null }[];
  unsure: boolean;
  problem: string | null;
  model: string;
  at: string;
}

export interface Assignment {
  department: Named;
  part: 'lead' | 'support';
  round: number;
  assignedAt: string;
  signDueAt: string | null;
  signedAt: string | null;
  answerDueAt: string | null;
  answeredAt: string | null;
  answer: string | null;
  endedAt: string | null;
  endReason: string | null;
}

export interface CaseEvent {
  id: string;
  name: string;
  title: string;
  fromState: string | null;
  toState: string | null;
  actor: string;
  department: string | null;
  at: string;
  data: Record<string, unknown>;
  photos: { id: string; url: string }[];
}

/** A field of what an event needs, as JSON Schema says it. */
export interface Field {
  type?: string;
  title?: string;
  /** Of a list. */
  items?: Field;
  minItems?: number;
  maxItems?: number;
  enum?: string[];
  format?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  /** Filled in by the bot: no form asks for it. */
  hidden?: boolean;
}
export interface Action {
  event: string;
  title: string;
  needs: { properties?: Record<string, Field>; required?: string[] };
  tone: 'primary' | 'danger' | 'default';
}

export interface CaseDetail extends CaseSummary {
  complaints: Complaint[];
  added: { text: string; at: string }[];
  proposal: Proposal | null;
  decision: {
    topic: TopicName | null;
    department: Named;
    supporters: Named[];
    kind: string;
    urgency: string;
    asProposed: boolean;
    note: string | null;
    by: string;
    at: string;
  } | null;
  assignments: Assignment[];
  /** Numbers of the cases that were told in the same message. */
  linked: string[];
  question: string | null;
  answer: string | null;
  satisfied: boolean | null;
  dissatisfaction: string | null;
  answerDueAt: string | null;
  parkedUntil: string | null;
  extensionAsked: { reason: string; days: number } | null;
  events: CaseEvent[];
  /** What the citizen was asked after filing, to tell two departments apart. */
  askedApart: { question: string; answer: string | null; askedAt: string; answeredAt: string | null } | null;
  /** The closed case of which this one brings new facts, and those that followed this one. */
  follows: string | null;
  followedBy: string[];
  /** Cases of other citizens that this one stands for. */
  merged: { number: string; filedAt: string; summary: string; place: string | null }[];
  actions: Action[];
}

export interface CasePage {
  items: CaseSummary[];
  nextCursor: string | null;
}
