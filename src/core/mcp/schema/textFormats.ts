import { format } from "@cfworker/json-schema";

/** Formats of JSON Schema that people meet, as they would ask for them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["date", "a date such as 2025-01-31"],
  ["time", "a time with zone such as 14:30:00Z"],
  ["date-time", "a date and time with zone such as 2025-01-31T14:30:00Z"],
  ["duration", "a duration such as PT1H30M"],
  ["email", "an e-mail address"],
  ["hostname", "a host name"],
  ["ipv4", "an IPv4 address"],
  ["ipv6", "an IPv6 address"],
  ["uri", "a URI with its scheme, such as https://example.com/"],
  ["uri-reference", "a URI or a relative reference"],
  ["uuid", "a UUID"],
  ["regex", "a regular expression"],
  ["json-pointer", "a JSON pointer such as /a/0"],
]);

/** A format in words: `an e-mail address`, or `text of the format "x"`. */
export function describeFormat(name: string): string {
  return WORDS.get(name) ?? `text of the format "${name}"`;
}

/** Whether text has a format; a format that nobody here knows is not held against it. */
export function hasFormat(text: string, name: string): boolean {
  const check = Object.hasOwn(format, name) ? format[name] : undefined;
  return check === undefined || check(text);
}
