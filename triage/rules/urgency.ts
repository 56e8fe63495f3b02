import { findDanger } from '../../core/danger/find-danger.ts';
import type { Responsibility } from '../../core/directory.ts';
import { normalise } from '../../core/text/normalise.ts';
import type { Kind, Urgency } from '../../core/words.ts';
import { type Rules, shippedRules } from './read-rules.ts';

export interface UrgencyGuess {
  urgency: Urgency;
  /** The words, or the clause's rule, that made it so. */
  evidence: string[];
}

/** The clause that speaks for the first department, and the words of the complaint that chose it. */
export interface SpeakingClause {
  clause: Responsibility;
  matched: readonly string[];
  /** Of its topic. */
  probability: number;
}

/** What is past, feared or asked about weighs half: 去年着过火 is no fire. */
const notNow =
  /去年|前年|往年|以前|曾经|上次|当年|\d+年前|万一|如果|假如|一旦|以免|避免|防止|预防|担心|生怕|会不会|怎么预防|是否会/;
const notNowFactor = 0.5;
const enough = 1;

/**
 * 紧急程度: the strongest of what the words say and what the clause says. An open question or thanks is not made
 * urgent by its topic alone.
 */
export function judgeUrgency(
  text: string,
  kind: Kind,
  speaking: SpeakingClause | null,
  rules: Rules = shippedRules(),
): UrgencyGuess {
  // The bot judges by the same vocabulary, at once: what it calls danger is one here.
  const danger = kind === 'praise' ? null : findDanger(text);
  if (danger) return { urgency: 'danger', evidence: danger.evidence };
  const found = weighWords(normalise(text), rules);
  const byClause = clauseUrgency(kind, speaking);
  if (byClause?.urgency === 'danger') return byClause;
  const together = found.danger.weight + found.urgent.weight;
  if (together >= enough && kind !== 'praise' && kind !== 'suggestion') {
    return { urgency: 'urgent', evidence: [...found.danger.words, ...found.urgent.words] };
  }
  return byClause ?? { urgency: 'normal', evidence: [] };
}

interface Weighed {
  weight: number;
  words: string[];
}

function weighWords(text: string, rules: Rules): { danger: Weighed; urgent: Weighed } {
  const total = {
    danger: { weight: 0, words: [] as string[] },
    urgent: { weight: 0, words: [] as string[] },
  };
  const seen = new Set<string>();
  for (const sentence of text.split(/[。!?;\n]/)) {
    const factor = notNow.test(sentence) ? notNowFactor : 1;
    for (const rule of rules.urgency) {
      const mentions = rule.level === 'normal' ? [] : rule.words(sentence);
      if (rule.level === 'normal' || mentions.length === 0 || rule.unless(sentence).length > 0) continue;
      for (const { word, denied } of mentions) {
        if (denied || seen.has(word)) continue;
        seen.add(word);
        total[rule.level].weight += rule.weight * factor;
        total[rule.level].words.push(word);
      }
    }
  }
  return total;
}

function clauseUrgency(kind: Kind, speaking: SpeakingClause | null): UrgencyGuess | null {
  if (!speaking || speaking.clause.urgency === 'normal') return null;
  const { clause, matched, probability } = speaking;
  if (kind === 'praise' || probability < 0.3) return null;
  if (matched.length === 0 && (kind === 'query' || kind === 'suggestion')) return null;
  return { urgency: clause.urgency, evidence: matched.length > 0 ? [...matched] : [clause.rule] };
}
