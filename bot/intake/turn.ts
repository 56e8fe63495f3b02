import type { Intent } from './classify-intent.ts';
import type { Draft } from './draft.ts';
import type { Context, Input } from './step.ts';
import type { Texts } from './texts/zh.ts';

/** A text as the conversation looks at it. */
export interface Turn {
  draft: Draft;
  input: Input;
  context: Context;
  /** As it was written, without the blanks around it. */
  text: string;
  /** As it is read: see `reading/plain-text.ts`. */
  plain: string;
  intent: Intent;
  /** The intent is likelier than all others but one. */
  sure: boolean;
  /** The words to answer with. */
  texts: Texts;
}
