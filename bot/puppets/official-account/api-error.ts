/** What an error of the API means for whoever called it. */
export type Remedy =
  /** The access token has had its day: renew it and repeat once. */
  | 'renew'
  /** Will pass by itself: try again, later and later. */
  | 'retry'
  /** The citizen must write first (48 hours, or five messages, are over): a notice, else wait for them. */
  | 'wait'
  /** The citizen has left or blocked the account. */
  | 'unreachable'
  /** Nothing but a change of the settings helps: people must hear of it. */
  | 'configuration'
  /** The request itself is wrong; a repeat is as wrong. */
  | 'give-up';

const meanings: Record<number, { remedy: Remedy; meaning: string }> = {
  [-1]: { remedy: 'retry', meaning: 'WeChat is busy' },
  40001: { remedy: 'renew', meaning: 'the access token is not valid' },
  40014: { remedy: 'renew', meaning: 'the access token is not valid' },
  42001: { remedy: 'renew', meaning: 'the access token has expired' },
  40003: { remedy: 'unreachable', meaning: 'no such citizen' },
  40013: { remedy: 'configuration', meaning: 'the AppID is wrong' },
  40125: { remedy: 'configuration', meaning: 'the AppSecret is wrong' },
  40164: { remedy: 'configuration', meaning: 'the server’s address is not on the account’s list' },
  41002: { remedy: 'configuration', meaning: 'the AppID is missing' },
  41004: { remedy: 'configuration', meaning: 'the AppSecret is missing' },
  43004: { remedy: 'unreachable', meaning: 'the citizen does not follow the account' },
  43019: { remedy: 'unreachable', meaning: 'the citizen has blocked the account' },
  43101: { remedy: 'wait', meaning: 'the citizen does not want notices' },
  45002: { remedy: 'give-up', meaning: 'the text is too long' },
  45009: { remedy: 'retry', meaning: 'too many calls today' },
  45011: { remedy: 'retry', meaning: 'too many calls this minute' },
  45015: { remedy: 'wait', meaning: 'the citizen has not written for 48 hours' },
  45047: { remedy: 'wait', meaning: 'five messages since the citizen last wrote' },
  48001: { remedy: 'configuration', meaning: 'the account may not call this' },
  50002: { remedy: 'configuration', meaning: 'the account is restricted' },
  // Of stable_token.
  45013: { remedy: 'retry', meaning: 'too many renewals' },
  89503: { remedy: 'configuration', meaning: 'the call waits for the administrator’s consent' },
};

/** The API said no, said something else, or said nothing. */
export class OfficialAccountError extends Error {
  /** WeChat's `errcode`; null when there was none. */
  readonly code: number | null;
  readonly remedy: Remedy;

  constructor(code: number | null, remedy: Remedy, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'OfficialAccountError';
    this.code = code;
    this.remedy = remedy;
  }
}

/** The error behind an `errcode`; one that is not known may pass. */
export function errorOf(code: number, said: string, path: string): OfficialAccountError {
  const known = meanings[code];
  const text = `${path}: ${code}${known ? `, ${known.meaning}` : ''}${said ? ` (${said.slice(0, 200)})` : ''}`;
  return new OfficialAccountError(code, known?.remedy ?? 'retry', text);
}
