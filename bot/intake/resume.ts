import { type Draft, freshDraft, hasSubstance } from './draft.ts';
import type { Context, Effect } from './step.ts';
import { textsOf } from './texts/texts-of.ts';

/** After so long a break the citizen is welcomed back, and the open question is asked again. */
const breakMinutes = 30;
/** After a day people have something else on their mind: what was half told is filed, and all begins afresh. */
const afreshMinutes = 24 * 60;

/** The draft to go on with after a break, what to say of it first, and what is done about the old one. */
export function resume(
  draft: Draft,
  { silentMinutes, language: spoken }: Context,
): { draft: Draft; before: string[]; effects: Effect[] } {
  const texts = textsOf(draft);
  if (silentMinutes >= afreshMinutes) {
    const { language, sceneId, scenePlace, ordinal, lastHeard } = draft;
    const fresh = { ...freshDraft(), language, sceneId, scenePlace, lastHeard };
    if (!hasSubstance(draft) || draft.stage === 'offered') return { draft: fresh, before: [], effects: [] };
    const filing: Effect = { type: 'file', draft, wantsHuman: false };
    return { draft: { ...fresh, ordinal: ordinal + 1 }, before: [texts.lastFiled], effects: [filing] };
  }
  if (draft.stage === 'start' && draft.told.length === 0)
    return { draft: { ...draft, language: spoken }, before: [], effects: [] };
  const goesOn = silentMinutes >= breakMinutes && hasSubstance(draft) && draft.stage !== 'offered';
  return { draft, before: goesOn ? [texts.goOn] : [], effects: [] };
}
