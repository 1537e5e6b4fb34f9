/** Columns of text for a terminal, the first `texts` at the left, numbers at the right; lines end with a line feed. */
export function printTable(rows: readonly (readonly string[])[], texts: number): string {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  const place = (cell: string, column: number): string => (column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0));
  return rows.map((row) => `${row.map(place).join("  ").trimEnd()}\n`).join("");
}
