/** A fault in a city's data files, worded for the city's own engineers. */
export interface Problem {
  file: string;
  /** Counted from 1. */
  line: number;
  message: string;
}

/** One line of a table; `whole` is false where it has too few or too many cells. */
export interface Row<Column extends string> {
  line: number;
  whole: boolean;
  cells: Record<Column, string>;
}

const separator = '|';
/** What people type by mistake where a list wants `|`. */
const wrongSeparators = /[｜、，；;]/;

/** The text of a UTF-8 file without its byte order mark, or null when it is in another encoding (often GBK). */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The items of a list cell: `甲|乙` gives two, an empty cell none. */
export function splitList(cell: string): string[] {
  return cell === '' ? [] : cell.split(separator).map((item) => item.trim());
}

/** What is wrong with a list cell, or null. */
export function listProblem(items: readonly string[]): string | null {
  if (items.includes('')) return `有空的一项，请删去多余的“${separator}”`;
  const wrong = items.find((item) => wrongSeparators.test(item));
  if (wrong !== undefined) return `“${wrong}”像是几项连在一起，各项之间请用半角竖线“${separator}”隔开`;
  const repeated = items.find((item, place) => items.indexOf(item) !== place);
  return repeated === undefined ? null : `“${repeated}”写了两遍`;
}

/**
 * Reads a tab-separated table: a header line, `#` comments and blank lines skipped, columns in any order.
 * Every line of data gives a row, so that what refers to a faulty one is not reported as well.
 */
export function readTable<Column extends string>(
  file: string,
  text: string,
  columns: readonly Column[],
): { rows: Row<Column>[]; problems: Problem[] } {
  const lines = text
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '' && !content.startsWith('#'));
  const [header, ...body] = lines;
  if (!header) return { rows: [], problems: [{ file, line: 1, message: '文件是空的，缺少表头' }] };

  const names = header.content.split('\t').map((name) => name.trim());
  const report = (line: number, message: string): Problem => ({ file, line, message });
  const headerProblems = [
    ...columns
      .filter((column) => !names.includes(column))
      .map((column) => report(header.line, `表头缺少“${column}”列（各列用制表符隔开）`)),
    ...names
      .filter((name) => !(columns as readonly string[]).includes(name))
      .map((name) => report(header.line, `表头有不认识的列“${name}”，可用的列：${columns.join('、')}`)),
    ...names
      .filter((name, place) => names.indexOf(name) !== place)
      .map((name) => report(header.line, `表头的“${name}”列写了两遍`)),
  ];
  if (headerProblems.length > 0) return { rows: [], problems: headerProblems };

  const problems: Problem[] = [];
  const rows = body.map(({ line, content }): Row<Column> => {
    const given = content.split('\t').map((cell) => cell.trim());
    const whole = given.length === names.length;
    if (!whole) problems.push(report(line, `应有 ${names.length} 格，实有 ${given.length} 格`));
    const quoted = given.find((cell) => cell.length > 1 && cell.startsWith('"') && cell.endsWith('"'));
    // Spreadsheets add quotes on export; they would silently become part of a name.
    if (quoted !== undefined)
      problems.push(report(line, `${quoted} 带着引号，请去掉（表格软件导出时会加上）`));
    const cells = Object.fromEntries(names.map((name, place) => [name, given[place] ?? '']));
    return { line, whole, cells: cells as Record<Column, string> };
  });
  if (rows.length === 0) problems.push(report(header.line, '只有表头，没有内容'));
  return { rows, problems };
}
