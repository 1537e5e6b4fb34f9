import type { Facts } from "../../../src/core/trace/filter/facts";
import type { Random } from "../../support/random";

const ENTRY: Facts = { seq: 0, kind: "request", server: "files", from: "client", method: "tools/call", subject: "echo", id: 7, status: "ok", time: 0, duration: 20, size: 300, marked: false, contains: () => false };

/** An answered call of the tool `echo` of the server `files`, but for what is said; `lines` is what its lines hold. */
export function facts(some: Partial<Facts> & { readonly lines?: string } = {}): Facts {
  const { lines = "", ...rest } = some;
  return { ...ENTRY, contains: (text) => lines.toLowerCase().includes(text.toLowerCase()), ...rest };
}

const METHODS = ["tools/call", "prompts/get", "resources/read", "resources/subscribe", "resources/unsubscribe", "notifications/resources/updated", "completion/complete", "tools/list", undefined];
const NAMES = ["", "a", "A", "b", "ab", "aab", "abab", "ba", "a*b", "a b", 'a"b', "a|b", "(a)", "-a", "a:b", "@a", "OR", "a\\b", "ä", "a\nb", "\u202ea"];

/** An entry with every combination, also those that no traffic has. */
export function randomFacts(random: Random): Facts {
  return facts({
    kind: random.pick(["request", "notification", "answer", "batch", "junk", "stderr", "state"] as const),
    server: random.pick(NAMES),
    from: random.pick(["client", "server", "host"] as const),
    method: METHODS[random.below(METHODS.length)],
    subject: random.next() < 0.2 ? undefined : random.pick(NAMES),
    id: random.next() < 0.2 ? undefined : random.pick([0, 1, 7, 70, -1, 1.5, 1e21, "7", "a", "A", "", null]),
    status: random.next() < 0.2 ? undefined : random.pick(["pending", "ok", "tool-error", "error", "malformed", "cancelled", "closed", "late"] as const),
    duration: random.next() < 0.2 ? undefined : random.pick([0, 0.5, 1, 2, 999, 1000, 1001, 60_000, 120_000]),
    size: random.pick([0, 1, 2, 999, 1000, 1001, 1024, 1_000_000, 2_000_000]),
    marked: random.next() < 0.5,
    lines: Array.from({ length: random.below(4) }, () => random.pick(NAMES)).join(" "),
  });
}

export function randomName(random: Random): string {
  return random.pick(NAMES);
}
