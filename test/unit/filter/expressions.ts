import type { Facts } from "../../../src/core/trace/filter/facts";
import type { Random } from "../../support/random";
import { randomName } from "./facts";

/** A filter as a person may write it, and what it means, said without the code under test. */
export interface Expression {
  readonly text: string;
  readonly holds: (facts: Facts) => boolean;
  /** How strongly its parts are bound, so that it is known where parentheses are needed: 0 for OR, 1 for AND, 2 for a term. */
  readonly binds: 0 | 1 | 2;
}

const VALUES: { readonly [field: string]: (facts: Facts) => readonly string[] } = {
  server: (facts) => [facts.server],
  tool: (facts) => (facts.method === "tools/call" ? subject(facts) : []),
  prompt: (facts) => (facts.method === "prompts/get" || facts.method === "completion/complete" ? subject(facts) : []),
  resource: (facts) => (["resources/read", "resources/subscribe", "resources/unsubscribe", "notifications/resources/updated", "completion/complete"].includes(facts.method ?? "") ? subject(facts) : []),
  method: (facts) => (facts.method === undefined ? [] : [facts.method]),
  id: (facts) => (facts.id === undefined ? [] : [`${facts.id}`]),
  status: ({ status }) => {
    if (status === undefined) return [];
    if (status === "error") return ["error", "protocol-error"];
    return status === "tool-error" || status === "malformed" ? [status, "error"] : [status];
  },
  dir: ({ from }) => [{ client: "out", server: "in", host: "host" }[from]],
  kind: ({ kind }) => [kind],
};
const WORDS: { readonly [field: string]: readonly string[] } = {
  status: ["pending", "ok", "error", "tool-error", "protocol-error", "malformed", "cancelled", "late", "closed", "*error", "*"],
  dir: ["in", "out", "host", "*t", "*"],
  kind: ["request", "notification", "answer", "batch", "junk", "stderr", "state", "st*", "*t*"],
  method: ["tools/*", "*/call", "resources/*", "*s/*", "*", "tools/list", "TOOLS/CALL", "notifications/*/updated", "*call*call"],
  id: ["7", "7*", "null", "-1", "1.5", "A", "*", '""', "1e+21"],
};

export function randomExpression(random: Random, depth: number): Expression {
  const kind = depth === 0 ? 0 : random.next();
  if (kind < 0.4) return randomTerm(random);
  if (kind < 0.55) {
    const of = randomExpression(random, depth - 1);
    return { text: `${random.pick(["-", "- ", "NOT ", "NOT\t"])}${grouped(of, 2, random)}`, holds: (facts) => !of.holds(facts), binds: 2 };
  }
  const parts = Array.from({ length: 2 + random.below(3) }, () => randomExpression(random, depth - 1));
  if (kind < 0.8) return { text: parts.map((part) => grouped(part, 1, random)).join(random.pick([" ", "  ", " AND ", "\n"])), holds: (facts) => parts.every((part) => part.holds(facts)), binds: 1 };
  return { text: parts.map((part) => grouped(part, 0, random)).join(" OR "), holds: (facts) => parts.some((part) => part.holds(facts)), binds: 0 };
}

function grouped({ text, binds }: Expression, needed: number, random: Random): string {
  return binds < needed || random.next() < 0.1 ? `( ${text})` : text;
}

function randomTerm(random: Random): Expression {
  const kind = random.next();
  if (kind < 0.08) return { text: "@marked", holds: (facts) => facts.marked, binds: 2 };
  if (kind < 0.25) return randomText(random);
  if (kind < 0.4) return randomMeasure(random);
  const field = random.pick(Object.keys(VALUES));
  const words = WORDS[field];
  const values = Array.from({ length: 1 + random.below(3) }, () => (words && random.next() < 0.8 ? random.pick(words) : words && field !== "method" && field !== "id" ? random.pick(words) : randomGlob(random)));
  const forms = values.map(formOf);
  return { text: `${random.next() < 0.9 ? field : field.toUpperCase()}:${values.join("|")}`, holds: (facts) => (VALUES[field]?.(facts) ?? []).some((value) => forms.some((form) => form.test(value))), binds: 2 };
}

/** Quoted pieces and stars. */
function randomGlob(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () => (random.next() < 0.35 ? "*" : random.next() < 0.3 ? random.pick(["a", "b", "A", "ab"]) : quoted(randomName(random)))).join("");
}

/** The same as a regular expression. */
function formOf(glob: string): RegExp {
  const source = glob.replace(/"((?:[^"\\]|\\.)*)"|\*|[^"*]+/gs, (piece, inside: string | undefined) => {
    if (piece === "*") return ".*";
    return (inside === undefined ? piece : inside.replace(/\\(.)/gs, "$1")).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "is");
}

function randomText(random: Random): Expression {
  const texts = Array.from({ length: 1 + random.below(2) }, () => randomName(random) || "a");
  const field = random.pick(["", "text:", "Text:"]);
  return { text: `${field}${texts.map(quoted).join("|")}`, holds: (facts) => texts.some((text) => facts.contains(text)), binds: 2 };
}

function randomMeasure(random: Random): Expression {
  const field = random.pick(["dur", "size"] as const);
  const units = field === "dur" ? { "": 1, ms: 1, s: 1000, min: 60_000, MIN: 60_000 } : { "": 1, B: 1, KB: 1000, kB: 1000, mb: 1_000_000 };
  const tests = Array.from({ length: 1 + random.below(2) }, () => {
    const [unit, times] = random.pick(Object.entries(units));
    const [operator, amount] = [random.pick([">", ">=", "<", "<="]), random.pick([0, 0.5, 1, 2, 999, 1000])];
    const holds = (value: number): boolean => (operator === ">" ? value > amount * times : operator === ">=" ? value >= amount * times : operator === "<" ? value < amount * times : value <= amount * times);
    return { text: `${operator}${amount}${unit}`, holds };
  });
  return {
    text: `${field}:${tests.map(({ text }) => text).join("|")}`,
    holds: ({ duration, size }) => {
      const value = field === "dur" ? duration : size;
      return value !== undefined && tests.some(({ holds }) => holds(value));
    },
    binds: 2,
  };
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function subject({ subject: value }: Facts): readonly string[] {
  return value === undefined ? [] : [value];
}
