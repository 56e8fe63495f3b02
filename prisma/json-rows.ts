/** What PostgreSQL takes for no text: half a surrogate pair, and the character of no number. */
const noText = /[\0\p{Surrogate}]/gu;

/** Rows as the one parameter of a statement. */
export function jsonRows(rows: readonly object[]): string {
  return JSON.stringify(rows, (_name, value: unknown) =>
    typeof value === 'string' ? value.replace(noText, '\ufffd') : value,
  );
}
