/** The name, or the name with what tells it apart, that is not taken yet. */
export function freeName(name: string, distinction: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 1; ; count++) {
    const other = `${name} (${distinction}${count === 1 ? "" : ` ${count}`})`;
    if (!taken.has(other)) return other;
  }
}
