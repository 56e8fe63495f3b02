import type { ToldTexts } from './told.ts';

const by = (until: string | undefined) => (until ? `, answer due by ${until}` : '');

export const toldEnglish: ToldTexts = {
  filed: ({ number }) =>
    `Your complaint is filed. Its number is ${number}. We pass it to the department in charge and tell you of every step. Send "progress" at any time.`,
  asked: ({ number, question }) =>
    `About your case ${number}, our staff would like to know:\n${question}\nJust reply here; text, photos and locations are all fine.`,
  dispatched: ({ number, department, until, again }) =>
    again
      ? `Your case ${number} is now handled by ${department}${by(until)}. Sorry for the trouble.`
      : `Your case ${number} has gone to ${department}${by(until)}. We will tell you the result.`,
  answered: ({ number, department, answer }) =>
    `There is an answer to your case ${number}.\n${department ? `${department}: ` : ''}${answer}\n\nAre you satisfied? Please reply:\n1 Yes\n2 No`,
  reopened: ({ number, department, until }) =>
    `We are sorry that it was not done well. Case ${number} is being done again${department ? ` by ${department}` : ''}${by(until)}. We keep an eye on it.`,
  closed: ({ number }) =>
    `Your case ${number} is closed. Thank you for telling us; write to us whenever you need.`,
  refused: ({ number, reason }) =>
    `Your case ${number} is not something 12345 can pass on. Reason: ${reason}\nIf you think this is wrong, tell us more and send it again.`,
  merged: ({ number }) =>
    `Other people told us of the same matter (your case ${number}), so we handle them together. You will hear the result.`,
  unmerged: ({ number }) => `Your case ${number} is now handled on its own. We will tell you of every step.`,
  transferred: ({ number }) =>
    `Your case ${number} is urgent and has gone to the emergency services.\nIf you are in danger now, call 110, 119 or 120 at once.`,
  withdrawn: ({ number }) =>
    `Your case ${number} is withdrawn, as you wished. Write to us whenever you need.`,
  timedOut: ({ number }) =>
    `We did not hear from you about case ${number}, so it is closed for now. Send us the details to file it again.`,
  extended: ({ number, department, until }) =>
    `Your case ${number} needs more time: ${department ?? 'the department'} will answer${until ? ` by ${until}` : ' later'}. Thank you for waiting.`,
  parked: ({ number, until }) =>
    `Your case ${number} cannot be done yet. It is not forgotten${until ? `: we look again on ${until}` : ''} and tell you then.`,
  resumed: ({ number, department, until }) =>
    `Work on your case ${number} goes on${department ? ` at ${department}` : ''}${by(until)}.`,
  split: ({ number, numbers = [] }) =>
    `You told us of several matters. So that each is handled faster they are separate cases now: besides ${number} also ${numbers.join(', ')}. You will hear of each.`,
  added: ({ number }) => `Thank you, that is added to case ${number}; those who handle it will see it.`,
  urged: ({ number, department, until }) =>
    `We have urged case ${number}${department ? `; ${department} will see it` : ''}${until ? `. Answer due by ${until}` : ''}.`,
};
