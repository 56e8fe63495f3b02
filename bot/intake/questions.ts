import { type Draft, placeOf, type Question } from './draft.ts';
import { isWide } from './learn.ts';
import type { Context } from './step.ts';
import { textsOf } from './texts/texts-of.ts';

/** A question the bot may ask: whether the answer is known, and how it is asked. */
interface Asking {
  known(draft: Draft, context: Context): boolean;
  ask(draft: Draft, context: Context): string;
}

const employers = new Set(['欠薪', '劳动', '工伤', '社保']);

/** The table of questions. Which of them a matter needs is written in `data/matters.tsv`. */
export const questions: Record<Question, Asking> = {
  where: {
    known: (draft, context) => {
      const place = placeOf(draft);
      return draft.location !== null || (place !== null && !isWide(place, context));
    },
    ask: (draft) => {
      const place = placeOf(draft);
      return place ? textsOf(draft).whereExactly(place) : textsOf(draft).where;
    },
  },
  when: { known: ({ since }) => since !== null, ask: (draft) => textsOf(draft).when },
  hours: { known: ({ hours }) => hours !== null, ask: (draft) => textsOf(draft).hours },
  who: {
    known: ({ who }) => who !== null,
    ask: (draft) => {
      const texts = textsOf(draft);
      if (draft.kind === 'praise') return texts.praised;
      return draft.matter && employers.has(draft.matter) ? texts.employer : texts.who;
    },
  },
  contact: {
    known: ({ phone, anonymous }) => phone !== null || anonymous,
    ask: (draft) => textsOf(draft).contact,
  },
};
