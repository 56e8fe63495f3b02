import { z } from 'zod';
import { findDanger } from '../core/danger/find-danger.ts';
import { maskName, maskPhone, maskText } from '../core/mask.ts';
import type { HeldConversation, OpenTakeover } from '../prisma/takeovers/list.ts';
import type { SignedIn } from './policy.ts';

const lineLength = 40;
const kindNames: Record<string, string> = {
  image: '［照片］',
  location: '［位置］',
  scan: '［扫码］',
  menu: '［菜单］',
  subscribe: '［关注］',
  other: '［看不懂的消息］',
};

/** The citizen as the desk names them: no name, no whole id. */
const labelOf = (externalId: string) => `市民 ${externalId.slice(-4)}`;

/** A line of the list: masked, for everybody who may take it. */
export function presentOpen(takeover: OpenTakeover, user: SignedIn, now: Date) {
  const { id, citizen, askedAt, dueAt, takenAt, leaseUntil, heardAt, alarmedAt } = takeover;
  const [last] = citizen.messages;
  const held = takenAt !== null && leaseUntil !== null && leaseUntil > now;
  const text = last ? maskText(last.text || (kindNames[last.kind] ?? '')) : '';
  return {
    id,
    citizen: labelOf(citizen.externalId),
    askedAt,
    dueAt,
    late: !held && dueAt < now,
    lastWords: text.length > lineLength ? `${text.slice(0, lineLength)}…` : text,
    danger: alarmedAt !== null || (last !== undefined && findDanger(last.text) !== null),
    heldBy: held
      ? { displayName: takeover.user?.displayName ?? '', mine: takeover.user?.id === user.id }
      : null,
    heardAt,
  };
}

/** The bot's draft as far as any version of it tells the same. */
const draft = z.object({
  told: z.array(z.string()).catch([]),
  kind: z.string().nullable().catch(null),
  place: z.string().nullable().catch(null),
  since: z.string().nullable().catch(null),
  name: z.string().nullable().catch(null),
  phone: z.string().nullable().catch(null),
  sceneId: z.string().nullable().catch(null),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable().catch(null),
  attachmentIds: z.array(z.string()).catch([]),
});
export type DraftSeen = z.infer<typeof draft>;

export function readDraftSeen(stored: unknown): DraftSeen {
  return draft.parse(typeof stored === 'object' && stored !== null ? stored : {});
}

/** What is said in it, for the person who holds it; name and telephone of the draft stay masked until asked for. */
export function presentConversation(held: HeldConversation, user: SignedIn, now: Date) {
  const { takeover, messages } = held;
  const { told, kind, place, since, name, phone } = readDraftSeen(held.draft);
  return {
    ...presentOpen(takeover, user, now),
    takenAt: takeover.takenAt,
    messages: messages.map(({ id, direction, kind: sent, text, content, user: person, ...message }) => ({
      id,
      by: direction === 'in' ? 'citizen' : person ? 'person' : 'bot',
      name: person?.displayName ?? null,
      text: text || (kindNames[sent] ?? ''),
      place: sent === 'location' ? String((content as { label?: string } | null)?.label ?? '') : null,
      at: message.receivedAt,
      sent: direction === 'in' || message.sentAt !== null,
      failed: direction === 'out' && message.failedAt !== null,
      danger: direction === 'in' && findDanger(text) !== null,
      attachments: message.attachments.map((each) => ({
        id: each.id,
        mimeType: each.mimeType,
        url: `/api/v1/attachments/${each.id}`,
      })),
    })),
    draft: {
      told: told.join('\n'),
      kind,
      place,
      since,
      contact: name || phone ? { name: name && maskName(name), phone: phone && maskPhone(phone) } : null,
    },
  };
}
