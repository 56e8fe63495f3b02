import { type Draft, placeOf } from './draft.ts';
import { wantsSecrecy } from './reading/contact.ts';
import { plainText } from './reading/plain-text.ts';
import type { Context } from './step.ts';
import { textsOf } from './texts/texts-of.ts';

const matterLength = 56;

/** Reads the draft back before it is filed: what was said, and what a matter like this needs. */
export function readBack(draft: Draft, { matters }: Pick<Context, 'matters'>): string {
  const texts = textsOf(draft);
  const needs = matters.find(({ name }) => name === draft.matter)?.needs ?? [];
  const told = draft.told.join(texts.and).replace(/\s+/g, ' ');
  const matter = told.length > matterLength ? `${told.slice(0, matterLength)}${texts.more}` : told;
  const place = placeOf(draft) ?? (draft.location ? texts.sharedLocation : null);
  const optional = draft.kind === 'query' || draft.kind === 'praise';
  const line = (label: string, value: string | null, needed: boolean) =>
    value || needed ? [`${label}${value ?? texts.unsaid}`] : [];
  const lines = [
    `${texts.matterLine}${matter || texts.seePhotos}`,
    ...line(texts.placeLine, place, !optional && (needs.length === 0 || needs.includes('where'))),
    ...line(texts.sinceLine, draft.since, needs.includes('when') && !optional),
    ...line(texts.hoursLine, needs.includes('hours') ? draft.hours : null, false),
    ...line(texts.whoLine, needs.includes('who') || draft.kind === 'praise' ? draft.who : null, false),
    `${texts.contactLine}${contactOf(draft)}`,
    ...(draft.attachmentIds.length > 0 ? [texts.photosLine(draft.attachmentIds.length)] : []),
  ];
  return `${texts.readBack}\n${lines.join('\n')}\n${texts.readBackEnd}`;
}

function contactOf(draft: Draft): string {
  const texts = textsOf(draft);
  if (draft.phone) return [draft.name, draft.phone].filter(Boolean).join(' ');
  const wished = draft.anonymous && !draft.asked.includes('contact');
  const secret = draft.kind === 'report' || wished || wantsSecrecy(draft.told.map(plainText).join('\n'));
  return secret ? texts.secretContact : texts.replyHere;
}
