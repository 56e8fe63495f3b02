import type { CaseState } from '../../core/lifecycle/states.ts';

/** A case that this citizen has filed, as far as they may hear of it. */
export interface KnownCase {
  number: string;
  /** Of the case that speaks for it where it was merged into another. */
  state: CaseState;
  /** What the citizen said, short and masked. */
  summary: string;
  /** All that was said of it, to compare with and not to show. */
  told: string;
  /** Short name of the unit in charge; null before one is chosen. */
  department: string | null;
  merged: boolean;
  filedAt: Date;
  /** When the answer is due; null before dispatch. */
  answerDueAt: Date | null;
  closedAt: Date | null;
  /** The reviewer's open question to this citizen. */
  question: string | null;
  /** What the department answered, once it was accepted. */
  answer: string | null;
  /** What the citizen said of the answer; null before. */
  satisfied: boolean | null;
  /** When this citizen last urged it. */
  urgedAt: Date | null;
}
