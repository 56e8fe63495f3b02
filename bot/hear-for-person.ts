import { findDanger } from '../core/danger/find-danger.ts';
import type { Turn } from '../prisma/conversations/load-turns.ts';
import type { Decision } from '../prisma/conversations/take-turn.ts';
import { isHeld, noteHeard } from '../prisma/takeovers/ask.ts';
import { freshDraft } from './intake/draft.ts';

/**
 * While a person has the conversation the bot only writes down what is said: the person's page hears of it, with an
 * alarm at words of danger. Null when nobody has it and the bot goes on.
 */
export function hearForPerson({ takeover, conversation, message }: Turn, now: Date): Decision | null {
  if (!takeover || !isHeld(takeover, now)) return null;
  return {
    draft: (conversation?.draft ?? freshDraft()) as Decision['draft'],
    done: false,
    answers: [],
    async act(tx) {
      await noteHeard(tx, takeover, findDanger(message.text) !== null, now);
      return [];
    },
  };
}
