/** A column: the field, its heading, how its value is written. */
// biome-ignore lint/suspicious/noExplicitAny: each column's writer knows the type of its own field
export type Column<Row> = [field: keyof Row & string, heading: string, write: (value: any) => string];

/** Rows as a Markdown table, padded so that it reads in a terminal, too. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [
    columns.map(([, heading]) => heading),
    ...rows.map((row) => columns.map(([field, , write]) => write(row[field]))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]!.length)));
  const lines = cells.map((line) => `| ${line.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`;
}
