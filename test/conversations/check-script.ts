import { type Draft, placeOf } from '../../bot/intake/draft.ts';
import type { Played } from './play-script.ts';
import type { Expectation, Script } from './read-script.ts';

export interface Failure {
  script: string;
  line: number;
  key: string;
  expected: string;
  found: string;
}

/** A field may hold this much more than what is asked for, such as the door beside the street. */
const slack = 14;

const fields: Record<string, (draft: Draft) => string | null> = {
  what: (draft) => draft.matter,
  where: placeOf,
  when: ({ since }) => since,
  hours: ({ hours }) => hours,
  who: ({ who }) => who,
  kind: ({ kind }) => kind,
  name: ({ name }) => name,
  phone: ({ phone }) => phone,
  lang: ({ language }) => language,
};

function holds(found: string | null, expected: string): boolean {
  if (expected === '-') return found === null;
  const more = /[a-z]/i.test(expected) ? 2 * slack : slack;
  return found?.includes(expected) === true && found.length <= expected.length + more;
}

const effectNames = ({ effects }: Played) =>
  effects.map((effect) => (effect.type === 'event' ? effect.event : effect.type)).join(' ');

/** What was found instead; null where the expectation holds. */
function check({ key, value }: Expectation, played: Played): string | null {
  const { draft, answers, done, filed, effects } = played;
  const field = fields[key];
  if (field) return holds(field(draft), value) ? null : String(field(draft));
  switch (key) {
    case 'asks': {
      const stage = done ? 'done' : draft.stage;
      return stage === value ? null : `${stage}: ${answers.join(' / ')}`;
    }
    case 'says':
      return answers.join('\n').includes(value) ? null : answers.join(' / ');
    case 'answers':
      return answers.length === Number(value) ? null : `${answers.length}: ${answers.join(' / ')}`;
    case 'filed': {
      const filing = effects.find((effect) => effect.type === 'file');
      if (!filing) return `not filed: ${draft.stage}: ${answers.join(' / ')}`;
      if (value === 'human' && !filing.wantsHuman) return 'no person was asked for';
      return value === 'danger' && !filing.draft.danger ? 'not marked as danger' : null;
    }
    case 'events':
      return effectNames(played).includes(value) ? null : `${effectNames(played)}: ${answers.join(' / ')}`;
    case 'dropped':
      return done && !filed ? null : `${draft.stage}: ${answers.join(' / ')}`;
    case 'secret':
      return draft.anonymous || (draft.kind === 'report' && !draft.phone) ? null : 'not anonymous';
    case 'photos':
      return draft.attachmentIds.length === Number(value) ? null : String(draft.attachmentIds.length);
    case 'told':
      return draft.told.join('\n').includes(value) ? null : draft.told.join(' / ');
    default:
      return `nobody knows what “${key}” means`;
  }
}

/** All that does not hold; every line must be answered. */
export function checkScript(script: Script, played: readonly Played[]): Failure[] {
  return played.flatMap((one) => {
    const { line, answers } = one;
    const silent: Expectation[] = answers.length === 0 ? [{ key: 'says', value: 'anything' }] : [];
    return [...silent, ...line.expected].flatMap((expected) => {
      const found = check(expected, one);
      return found === null
        ? []
        : [{ script: script.name, line: line.number, key: expected.key, expected: expected.value, found }];
    });
  });
}

export function describeFailure({ script, line, key, expected, found }: Failure): string {
  return `${script}:${line} ${key} ${expected} ← ${found}`;
}
