import type { AboutCases, NamedCase, Standing } from './about-cases.ts';

const answerBy = ({ until, late }: Standing) =>
  late ? '; the answer is overdue and we are pressing for it' : until ? `; answer due by ${until}` : '';
const unit = ({ department }: Standing) => department ?? 'the department in charge';
const line = ({ number, summary }: NamedCase, at: number) => `${at + 1} ${number} (${summary})`;
const list = (cases: readonly NamedCase[]) => cases.map(line).join('\n');

export const aboutCasesEnglish: AboutCases = {
  states: {
    awaiting_review: () => 'filed; our staff are looking at it',
    awaiting_citizen: ({ question }) => `waiting for you${question ? `: ${question}` : ''}`,
    ready_to_dispatch: () => 'accepted; it goes to the department in a moment',
    awaiting_signature: (standing) => `sent to ${unit(standing)}${answerBy(standing)}`,
    in_hand: (standing) => `in hand at ${unit(standing)}${answerBy(standing)}`,
    return_review: () => 'we are finding the right department for it',
    ruling: () => 'the departments are settling who is in charge',
    answer_review: (standing) => `${unit(standing)} has answered; we check it and tell you`,
    return_visit: ({ answer }) =>
      `answered; please tell us whether you are satisfied${answer ? `\nAnswer: ${answer}` : ''}`,
    reopened: (standing) => `being done again by ${unit(standing)}${answerBy(standing)}`,
    merged: () => 'handled together with others about the same matter',
    closed: ({ answer }) => `closed${answer ? `\nAnswer: ${answer}` : ''}`,
    archived: () => 'closed and archived',
    rejected: () => 'not something 12345 can pass on',
    transferred: () => 'with the emergency services',
    withdrawn: () => 'withdrawn',
  },
  progress: ({ number, summary }, standing) => `Case ${number}: ${standing}.\n“${summary}”`,
  more: (count) => `${count} more; send a case number to see one.`,
  noCases: 'You have no cases with us yet. Just tell me what is wrong.',
  unknownNumber:
    'We cannot find that case number. Please check it, or send "progress" to see your own cases.',
  nothingToWithdraw: 'You have no open case, so there is nothing to withdraw.',
  confirmWithdraw: ({ number, summary }) =>
    `Withdraw case ${number} (${summary})? Nobody will work on it any more.\n1 Yes, withdraw\n2 No, keep it`,
  kept: 'All right, we keep it and go on.',
  which: (act, cases) =>
    `You have several open cases. Which one shall we ${{ add: 'add this to', urge: 'urge', withdraw: 'withdraw' }[act]}? Reply with its number in the list:\n${list(cases)}`,
  addWhat: (number) => `Please send what to add to case ${number}: text, photos or a location.`,
  addedElse: (others) => `If you meant another case, reply with its number in the list:\n${list(others)}`,
  photoFor: ({ number, summary }) =>
    `Got it. Is it for case ${number} (${summary})?\nReply 1 to add it. If it is something else, tell me what happened and where.`,
  urgedAlready: (number, department, until) =>
    `Case ${number} was urged today already; ${department ?? 'the department'} can see it${until ? `. Answer due by ${until}` : ''}.`,
  askVerdict: (number) => `Are you satisfied with the answer to case ${number}?\n1 Yes\n2 No`,
  notUrged: 'All right, we do not urge it now.',
  notSatisfied: 'We are very sorry. What was not done well? Your words go to our staff as they are.',
  reasonNoted: 'Noted. Our staff will look at it, send it back if needed, and tell you the result.',
  rated: 'Thank you, that is noted.',
  again: ({ number, summary }) =>
    `Is it about case ${number} (${summary}), which is closed?\n1 Yes, file it again, linked to that one\n2 No, something else`,
  followed: (before, number) =>
    `Sorry for the trouble. A new case ${number} is filed and linked to ${before}, so they can see what was done before.`,
  answerOrElse: ({ number, question }) =>
    `Is this your answer about case ${number} (${question ?? ''})?\n1 Yes\n2 No, something else`,
  skipped: 'All right, we leave that question; our staff go on with it.',
  human: (minutes) =>
    `A person will answer you within ${minutes} minutes. You can go on telling me meanwhile. If it is urgent, call 12345.`,
  humanLater: (day, hour) =>
    `Nobody is at the desk now; a person will answer after ${hour}:00 on ${day}. You can tell me already and I file it. If it is urgent, call 12345 (24 hours).`,
  humanCancelled: 'All right, no person then. Just go on with me.',
};
