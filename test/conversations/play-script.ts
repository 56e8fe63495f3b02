import { complaintText } from '../../bot/intake/complaint-text.ts';
import { type Draft, freshDraft } from '../../bot/intake/draft.ts';
import type { KnownCase } from '../../bot/intake/known-case.ts';
import type { Pending } from '../../bot/intake/pending.ts';
import { type Context, type Effect, type Input, step } from '../../bot/intake/step.ts';
import type { City } from '../../bot/load-city.ts';
import { formatCaseNumber } from '../../core/case-number.ts';
import type { CaseState } from '../../core/lifecycle/states.ts';
import { toldTexts } from '../../core/texts/told.ts';
import { type Line, realMessage, type Script } from './read-script.ts';

/** What came of one line. */
export interface Played {
  line: Line;
  /** The draft that was filed by it, else the one that goes on. */
  draft: Draft;
  answers: string[];
  effects: Effect[];
  done: boolean;
  filed: boolean;
}

/** A conversation as one citizen has it with the pure steps: no database, no clock but its own. */
export interface Talk {
  say(line: Line): Played;
}

const quiet: Input = {
  kind: 'text',
  text: '',
  attachmentIds: [],
  location: null,
  scene: null,
  menuKey: null,
  original: null,
};

/** A line of a script as the messages that it stands for. */
export function inputsOf(says: string, stage: string): Input[] {
  const [, command, rest = ''] = /^\/(\w+)(?: (.*))?$/.exec(says) ?? [];
  switch (command) {
    case 'photo':
      return [{ ...quiet, kind: 'image', attachmentIds: [`photo-${Math.random()}`] }];
    case 'location': {
      const [, latitude, longitude, label = ''] = /^([\d.]+),([\d.]+)\s*(.*)$/.exec(rest)!;
      return [
        {
          ...quiet,
          kind: 'location',
          location: { latitude: Number(latitude), longitude: Number(longitude), label },
        },
      ];
    }
    case 'scan':
      return [{ ...quiet, kind: 'scan', scene: rest }];
    case 'menu':
      return [{ ...quiet, kind: 'menu', menuKey: rest }];
    case 'subscribe':
      return [{ ...quiet, kind: 'subscribe' }];
    case 'voice':
    case 'sticker':
    case 'file':
      return [{ ...quiet, kind: 'other', original: command }];
    case 'real':
      return [{ ...quiet, text: realMessage(rest) }];
    case 'long': {
      const [, length, words] = /^(\d+) (.*)$/.exec(rest)!;
      return [
        { ...quiet, text: words!.repeat(Math.ceil(Number(length) / words!.length)).slice(0, Number(length)) },
      ];
    }
    case 'flood': {
      const [, times, words] = /^(\d+) (.*)$/.exec(rest)!;
      return Array.from({ length: Number(times) }, () => ({ ...quiet, text: words! }));
    }
    case 'next':
      return [{ ...quiet, text: stage === 'confirm' ? '对' : '跳过' }];
    default:
      return [{ ...quiet, text: says }];
  }
}

export function startTalk(city: City): Talk {
  let draft = freshDraft();
  let now = Date.UTC(2026, 10, 25, 2);
  let touched = now;
  let pending: Pending | null = null;
  const heard: number[] = [];
  let last: Omit<Played, 'line'> | null = null;
  const cases: KnownCase[] = [];

  function contextNow(): Context {
    const recentMessages = heard.filter((at) => at > now - 60_000).length;
    const silentMinutes = (now - touched) / 60_000;
    return {
      ...city,
      cases: [...cases].reverse(),
      pending,
      waitsForPerson: false,
      apart: null,
      now: new Date(now),
      language: draft.language,
      silentMinutes,
      recentMessages,
    };
  }

  /** What the handler would do: files become cases, the answer names them. */
  function carryOut(effects: readonly Effect[]): string[] {
    return effects.flatMap((effect) => {
      if (effect.type === 'event') return [`${effect.event} ${effect.number}`];
      if (effect.type !== 'file') return [effect.type];
      const number = formatCaseNumber('2026-11-25', cases.length + 1);
      const text = complaintText(effect.draft, effect.wantsHuman);
      cases.push(knownCase(number, text, new Date(now)));
      return [toldTexts[effect.draft.language].filed({ number })];
    });
  }

  function hear(input: Input): Omit<Played, 'line'> {
    heard.push(now);
    const result = step(draft, input, contextNow());
    pending = result.pending ?? null;
    const answers = [...result.answers, ...carryOut(result.effects), ...(result.afterwards ?? [])];
    touched = now;
    draft = result.done ? { ...freshDraft(), language: result.draft.language } : result.draft;
    const filing = result.effects.find((effect) => effect.type === 'file');
    const shown = result.done && filing ? filing.draft : result.draft;
    return { draft: shown, answers, effects: result.effects, done: result.done, filed: filing !== undefined };
  }

  return {
    say(line) {
      const wait = /^\/wait (\d+)$/.exec(line.says);
      if (wait) {
        now += Number(wait[1]) * 60_000;
        return { line, draft, answers: ['…'], effects: [], done: false, filed: false };
      }
      const flood = line.says.startsWith('/flood');
      const rounds = line.says === '/finish' ? 6 : 1;
      let played: Omit<Played, 'line'> | null = line.says === '/finish' && last?.filed ? last : null;
      for (let round = 0; round < rounds && !played?.filed; round += 1) {
        for (const input of inputsOf(line.says === '/finish' ? '/next' : line.says, draft.stage)) {
          const next = hear(input);
          played = { ...next, answers: flood ? [...(played?.answers ?? []), ...next.answers] : next.answers };
          now += flood ? 50 : 15_000;
        }
      }
      last = played;
      return { ...played!, line };
    },
  };
}

function knownCase(number: string, text: string, filedAt: Date): KnownCase {
  return {
    number,
    state: 'awaiting_review' as CaseState,
    summary: text.slice(0, 40),
    told: text,
    department: null,
    merged: false,
    filedAt,
    answerDueAt: null,
    closedAt: null,
    question: null,
    answer: null,
    satisfied: null,
    urgedAt: null,
  };
}

export function playScript(script: Script, city: City): Played[] {
  const talk = startTalk(city);
  return script.lines.map((line) => talk.say(line));
}
