/** What a citizen can answer with one digit: the lines that a text ends with, such as `1 满意`. */
export interface Choice {
  key: string;
  label: string;
}

/** The choices that a text offers; they are counted from 1, each on a line of its own. */
export function splitChoices(text: string): { text: string; choices: Choice[] } {
  const lines = text.split('\n');
  const choices: Choice[] = [];
  let rest = lines.length;
  while (rest > 0) {
    const found = /^([1-9]) (\S.*)$/.exec(lines[rest - 1]!);
    if (!found) break;
    choices.unshift({ key: found[1]!, label: found[2]! });
    rest -= 1;
  }
  const counted = choices.length > 0 && choices.every(({ key }, at) => key === String(at + 1));
  return counted ? { text: lines.slice(0, rest).join('\n'), choices } : { text, choices: [] };
}
