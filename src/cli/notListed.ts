import { closestName } from "../core/server/config/closestName";

/** Why something may not be there; it is asked for all the same, since a list can be incomplete. */
export function notListed(what: string, name: string, names: readonly string[]): string {
  const hint = closestName(name, names);
  return `The server lists no ${what} "${name}".${hint === undefined ? ` It has: ${names.join(", ") || "none"}.` : ` Did you mean "${hint}"?`}`;
}
