/** Places that are named; more would hide what is compared. */
const MOST = 8;
const TIMES = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}|\b\d{1,2}:\d{2}:\d{2}\b/;
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/i;
/** No path has a colon after that of its drive; without that, a text full of drives would be gone through once for each. */
const TEMPORARY = /(?:^|[\s"'(=])(?:\/tmp\/|\/var\/folders\/|[A-Z]:\\[^"':]*\\Temp\\)/;
const NAMES = /^(?:pid|uptime|elapsed|duration|timestamp|time|date|now|port|(?:created|updated|modified|expires|last_?modified)(?:_?at)?|\w+(?:_at|At|_ms|Ms))$/i;
/** Seconds, and milliseconds, since the epoch, of these decades. */
const EPOCHS = [[1.5e9, 2.5e9], [1.5e12, 2.5e12]] as const;

/** What of an answer looks as if it were different the next time, each with its place: `content[0].text (a time)`. */
export function volatilePlaces(result: unknown): readonly string[] {
  const found: string[] = [];
  const waiting: { readonly value: unknown; readonly path: string; readonly name: string }[] = [{ value: result, path: "", name: "" }];
  for (let place = waiting.pop(); place && found.length < MOST; place = waiting.pop()) {
    const { value, path, name } = place;
    if (typeof value === "object" && value !== null) {
      const members = Object.entries(value).map(([key, member]: [string, unknown]) => ({ value: member, path: pathTo(path, key, Array.isArray(value)), name: key }));
      for (const member of members.reverse()) waiting.push(member);
      continue;
    }
    const kind = kindOf(value, name);
    if (kind !== undefined) found.push(`${path} (${kind})`);
  }
  return found;
}

function pathTo(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  return /^\w{1,60}$/.test(key) ? `${path}${path === "" ? "" : "."}${key}` : `${path}[…]`;
}

function kindOf(value: unknown, name: string): string | undefined {
  if (typeof value === "number") {
    if (EPOCHS.some(([from, to]) => value >= from && value < to)) return "a time";
    return NAMES.test(name) ? "by its name" : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (TIMES.test(value)) return "a time";
  if (UUID.test(value)) return "a UUID";
  if (TEMPORARY.test(value)) return "a temporary file";
  return value !== "" && NAMES.test(name) ? "by its name" : undefined;
}
