import { z } from 'zod';
import { type CaseEvent, eventTable } from '../core/lifecycle/events.ts';
import type { CaseState } from '../core/lifecycle/states.ts';
import { listAllowed } from '../core/lifecycle/transition.ts';
import { maskName, maskPhone, maskText } from '../core/mask.ts';
import { actorsOf } from '../prisma/cases/actor.ts';
import { factsOf } from '../prisma/cases/load-case.ts';
import type { Prisma } from '../prisma/client.ts';
import { actingOf, isOfDepartment, mayReadWords, type SignedIn } from './policy.ts';
import { named, presentSummary, shorten, summaryInclude } from './present-case.ts';
import { presentProposal } from './present-proposal.ts';

/** What the whole of a case is made of. */
export const detailInclude = {
  ...summaryInclude,
  complaints: { orderBy: { createdAt: 'asc' }, include: { attachments: true } },
  proposals: { orderBy: { createdAt: 'desc' }, take: 1 },
  decisions: { orderBy: { createdAt: 'desc' }, take: 1 },
  assignments: { orderBy: { assignedAt: 'asc' }, include: { department: true } },
  splitFrom: { select: { number: true } },
  splitInto: { select: { number: true }, orderBy: { number: 'asc' } },
  events: { orderBy: { seq: 'asc' }, include: { user: { select: { displayName: true } } } },
  tellingApart: true,
  follows: { select: { number: true } },
  merged: {
    where: { state: 'merged' },
    select: {
      number: true,
      filedAt: true,
      complaints: { select: { text: true, place: true }, orderBy: { createdAt: 'asc' }, take: 1 },
    },
    orderBy: { filedAt: 'asc' },
  },
  followedBy: { select: { number: true }, orderBy: { filedAt: 'asc' } },
} satisfies Prisma.CaseInclude;

export type DetailRow = Prisma.CaseGetPayload<{ include: typeof detailInclude }>;

/** Names that the rows hold only as codes. */
export interface Names {
  department(code: string): string;
  topic(code: string): { code: string; path: string[] } | null;
  district(code: string): string;
  neighbourhood(sceneId: string): string | null;
}

/** Events whose `text` is the citizen's own. */
const citizenWords: readonly string[] = [
  'citizen_answered',
  'add_information',
  'not_satisfied',
  'rate_merged',
  'urge',
];

const dangerous: readonly CaseEvent[] = ['refuse', 'return', 'hand_to_emergency', 'withdraw', 'redo'];
const primary: readonly CaseEvent[] = [
  'confirm',
  'dispatch',
  'sign',
  'submit_answer',
  'accept_answer',
  'rule',
  'take_up_again',
  'satisfied',
  'grant_return',
];

function presentActions(row: DetailRow, user: SignedIn) {
  const acting = actingOf(user);
  const facts = factsOf({ row, assignments: row.assignments.filter(({ endedAt }) => !endedAt) }, acting);
  return listAllowed(row.state as CaseState, actorsOf(acting), facts).map((event) => ({
    event,
    title: eventTable[event].title,
    needs: z.toJSONSchema(eventTable[event].needs, { io: 'input' }),
    tone: primary.includes(event) ? 'primary' : dangerous.includes(event) ? 'danger' : 'default',
  }));
}

function presentComplaint(
  complaint: DetailRow['complaints'][number],
  words: (text: string) => string,
  names: Names,
) {
  const { contactName, contactPhone, anonymous } = complaint;
  const contact = (contactName || contactPhone) && {
    name: contactName && maskName(contactName),
    phone: contactPhone && maskPhone(contactPhone),
  };
  return {
    id: complaint.id,
    text: words(complaint.text),
    kind: complaint.kind,
    place: complaint.place,
    since: complaint.since,
    latitude: complaint.latitude,
    longitude: complaint.longitude,
    neighbourhood: complaint.sceneId && names.neighbourhood(complaint.sceneId),
    contact: anonymous ? null : contact || null,
    anonymous,
    createdAt: complaint.createdAt,
    attachments: complaint.attachments.map(({ id, fileName, mimeType, bytes }) => ({
      id,
      fileName,
      mimeType,
      bytes,
      url: `/api/v1/attachments/${id}`,
    })),
  };
}

function presentEvent(
  event: DetailRow['events'][number],
  words: (text: string) => string,
  names: Names,
  photos: boolean,
) {
  const { attachmentIds = [], location: _, ...data } = event.data as Record<string, unknown>;
  const own = citizenWords.includes(event.name);
  // A unit that has one of the matters need not read the others.
  if (event.name === 'split') data.matters = undefined;
  const shown = own
    ? Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? words(value) : value]),
      )
    : data;
  return {
    id: event.id,
    name: event.name,
    title: eventTable[event.name as CaseEvent]?.title ?? event.name,
    fromState: event.fromState,
    toState: event.toState,
    actor:
      event.actor === 'citizen'
        ? '诉求人'
        : event.actor === 'system'
          ? '系统'
          : (event.user?.displayName ?? ''),
    department: event.departmentCode && names.department(event.departmentCode),
    at: event.at,
    data: shown,
    photos: photos ? (attachmentIds as string[]).map((id) => ({ id, url: `/api/v1/attachments/${id}` })) : [],
  };
}

/** The whole of a case, as far as this user may see it, with what they may do next. */
export function presentDetail(row: DetailRow, user: SignedIn, names: Names, now: Date) {
  const reads = mayReadWords(user);
  const words = reads ? (text: string) => text : maskText;
  const events = row.events.map((event) => presentEvent(event, words, names, reads));
  const added = events
    .filter(({ name }) => name === 'citizen_answered' || name === 'add_information')
    .map(({ at, data }) => ({ at, text: String((data as { text?: string }).text ?? '') }));
  const dissatisfied = events.findLast(({ name }) => name === 'not_satisfied');
  const decision = row.decisions[0];
  return {
    ...presentSummary(row, user, now),
    complaints: row.complaints.map((complaint) => presentComplaint(complaint, words, names)),
    added,
    proposal: row.proposals[0] ? presentProposal(row.proposals[0], names, user, words) : null,
    decision: decision
      ? {
          topic: names.topic(decision.topicCode),
          department: { code: decision.departmentCode, name: names.department(decision.departmentCode) },
          supporters: decision.supporters.map((code) => ({ code, name: names.department(code) })),
          kind: decision.kind,
          urgency: decision.urgency,
          asProposed: decision.asProposed,
          note: decision.note,
          by:
            events.findLast(({ name }) => name === 'confirm' || name === 'confirm_automatically')?.actor ??
            '',
          at: decision.createdAt,
        }
      : null,
    assignments: row.assignments.map(({ department, ...part }) => ({
      department: named(department),
      part: part.part,
      round: part.round,
      assignedAt: part.assignedAt,
      signDueAt: part.signDueAt,
      signedAt: part.signedAt,
      answerDueAt: part.answerDueAt,
      answeredAt: part.answeredAt,
      answer: part.answer,
      endedAt: part.endedAt,
      endReason: part.endReason,
    })),
    linked: isOfDepartment(user)
      ? []
      : [...(row.splitFrom ? [row.splitFrom.number] : []), ...row.splitInto.map(({ number }) => number)],
    question: row.question,
    answer: row.answer,
    satisfied: row.satisfied,
    dissatisfaction: dissatisfied ? String((dissatisfied.data as { reason?: string }).reason ?? '') : null,
    answerDueAt: row.answerDueAt,
    parkedUntil: row.parkedUntil,
    extensionAsked: row.extensionAsked,
    events,
    askedApart: row.tellingApart && {
      question: row.tellingApart.text,
      answer: row.tellingApart.answer && words(row.tellingApart.answer),
      askedAt: row.tellingApart.askedAt,
      answeredAt: row.tellingApart.answeredAt,
    },
    // Whoever works on the master works for them, too: what they said, masked and short as in a list.
    merged: row.merged.map(({ number, filedAt, complaints }) => ({
      number,
      filedAt,
      summary: shorten(complaints[0]?.text ?? ''),
      place: complaints[0]?.place ?? null,
    })),
    follows: row.follows?.number ?? null,
    followedBy: row.followedBy.map(({ number }) => number),
    actions: presentActions(row, user),
  };
}
