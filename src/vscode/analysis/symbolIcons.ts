/** Codicons of the kinds that the analyzer reports, where their names differ. */
const ICONS: ReadonlyMap<string, string> = new Map([
  ["annotation", "interface"],
  ["enumMember", "enum-member"],
  ["getter", "property"],
  ["setter", "property"],
  ["impl", "class"],
  ["initializer", "constructor"],
  ["macro", "function"],
  ["record", "struct"],
  ["trait", "interface"],
  ["type", "type-parameter"],
  ["union", "struct"],
]);

/** The icon of a symbol in a label: `$(symbol-method)`. */
export function symbolIcon(kind: string): string {
  return `$(symbol-${ICONS.get(kind) ?? kind})`;
}
