import { findDanger } from '../core/danger/find-danger.ts';
import type { Turn, TurnResult } from '../prisma/conversations/take-turn.ts';
import { findTakeover, isHeld, noteHeard } from '../prisma/takeovers/ask.ts';

/**
 * While a person has the conversation the bot only writes down what is said: the person's page hears of it, with an
 * alarm at words of danger. Null when nobody has it and the bot goes on.
 */
export async function hearForPerson(turn: Turn, now: Date): Promise<TurnResult | null> {
  const takeover = await findTakeover(turn.tx, turn.citizen.id);
  if (!takeover || !isHeld(takeover, now)) return null;
  await noteHeard(turn.tx, takeover, findDanger(turn.message.text) !== null, now);
  return { draft: turn.conversation.draft as TurnResult['draft'], done: false, answers: [] };
}
