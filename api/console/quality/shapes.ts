import type { Named, TopicName } from '../parts/shapes.ts';

/** The answers of /quality, as the page uses them. Shares are 0…1. */
export interface Tally {
  reviews: number;
  topicRight: number;
  departmentRight: number;
  returned: number;
  unsure: number;
}
export interface Bin {
  from: number;
  to: number;
  n: number;
  said: number;
  held: number;
}
export interface Point {
  threshold: number;
  n: number;
  right: number;
  coverage: number;
  precision: number;
  lower: number;
}
export interface Drift {
  index: number | null;
  shareNow: number;
  shareBefore: number;
  unsureShare: number;
  unknownShare: number | null;
}
export type Row = Tally & { calibrationError: number; drift: Drift | null };
interface Span {
  proposals: number;
  unsureShare: number;
  unknownShare: number | null;
}
export interface Quality {
  since: string;
  until: string;
  total: Tally;
  weeks: (Tally & { from: string })[];
  topics: (Row & { topic: TopicName })[];
  departments: (Row & { department: Named })[];
  calibration: Record<'topic' | 'department', { error: number; bins: Bin[] }>;
  coverage: Point[];
  drift: {
    days: number;
    topicIndex: number | null;
    departmentIndex: number | null;
    now: Span;
    before: Span;
  };
}

export interface ModelVersion {
  version: string;
  role: 'candidate' | 'shadow' | 'in_service' | 'retired' | 'broken';
  examples: number;
  reviews: number;
  trainedAt: string;
  promotedAt: string | null;
  promotedBy: string | null;
  problem: string | null;
  comparison: {
    heldOut: number;
    inService: { model: string; topicRight: number; departmentRight: number };
    candidate: { model: string; topicRight: number; departmentRight: number };
    p: number;
    better: boolean;
  } | null;
}
export interface Models {
  serving: string;
  servingModel: string | null;
  shadow: {
    version: string;
    cases: number;
    sameTopic: number;
    sameDepartment: number;
    reviews: number;
    shownTopicRight: number;
    shadowTopicRight: number;
    shownDepartmentRight: number;
    shadowDepartmentRight: number;
    onlyShown: number;
    onlyShadow: number;
    p: number;
  } | null;
  versions: ModelVersion[];
  changes: {
    id: string;
    what: string;
    version: string;
    previous: string | null;
    by: string;
    note: string | null;
    at: string;
  }[];
}

export interface Cell {
  topic: TopicName;
  department: Named;
  reviews: number;
  curve: Point[];
  rule: {
    id: string;
    threshold: number;
    enabled: boolean;
    changedAt: string;
    dispatched: number;
    sampled: number;
  } | null;
}
export interface Automation {
  bar: number;
  model: string | null;
  since: string;
  cells: Cell[];
  changes: {
    id: string;
    what: string;
    topic: TopicName;
    department: Named;
    by: string;
    reason: string;
    at: string;
  }[];
}
