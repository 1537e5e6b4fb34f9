import type { Random } from "./random";

const NAMES = ["jsonrpc", "id", "method", "params", "result", "error", "code", "message", "a", "", "idx", "\\u0069d", "methods", "__proto__", "a b", "!"];
const SPACES = ["", "", "", "", " ", "\t", "\r", "\n", "  "];
const SCALARS = [
  "0", "1", "-1", "-0", "1.5", "1.0", "1e2", "1E+2", "1e-2", "1e999", "0e0", "10E1", "1.5e+3", "0.0", "999999999999999", "9999999999999999", "123456789012345", "12345678901234567890",
  '""', '"1"', '"2.0"', '"2.1"', '"2.0 "', '"2\\u002e0"', '"tools/call"', '"\\n"', '"\\u00e9"', '"\\u0afa"', '"\\u0AFA"', '"é"', '"\\ud800"', "true", "false", "null",
];
const BROKEN = ["01", "1.", ".5", "+1", "-", "1e", "1e+", "nul", "truee", "True", "undefined", "NaN", "'a'", '"', '"\\x"', '"\\u12g4"', '"\\u12"', '"\\u0`00"', '"\\u0@00"', '"\\u0g00"', '"\\u0G00"', '"\\u0/00"', '"\\u0:00"', '"\t"', "\ufeff", "\u00a0", "//", ",", ":", "}", "]", "{", "["];

/** Text near the messages of JSON-RPC: mostly valid, in all spacings, with every kind of value in every place. */
export function randomMessage(random: Random): string {
  const members = Array.from({ length: random.below(6) }, () => `${space(random)}"${random.pick(NAMES)}"${space(random)}:${space(random)}${randomValue(random, 3)}${space(random)}`);
  if (random.next() < 0.6) members.splice(random.below(members.length + 1), 0, '"jsonrpc":"2.0"');
  if (random.next() < 0.4) members.push(`"id":${random.pick(SCALARS)}`);
  if (random.next() < 0.4) members.push(`"method":${random.pick(SCALARS)}`);
  if (random.next() < 0.2) members.push(`"error":${random.next() < 0.5 ? '{"code":1,"message":"no"}' : randomValue(random, 1)}`);
  const message = `${space(random)}{${members.join(",")}}${space(random)}`;
  return random.next() < 0.1 ? `[${message},${randomValue(random, 2)}]` : message;
}

export function randomValue(random: Random, depth: number): string {
  const kind = random.next();
  if (kind < 0.02) return random.pick(BROKEN);
  if (depth === 0 || kind < 0.6) return random.pick(SCALARS);
  const values = Array.from({ length: random.below(3) }, () => `${space(random)}${randomValue(random, depth - 1)}${space(random)}`);
  if (kind < 0.75) return `[${values.join(",") || space(random)}]`;
  return `{${values.map((value) => `${space(random)}"${random.pick(NAMES)}"${space(random)}:${value}`).join(",") || space(random)}}`;
}

/** Bytes with a few places changed, cut out, doubled or inserted. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let result = [...bytes];
  for (let change = random.below(3); change >= 0; change--) {
    const at = random.below(result.length + 1);
    const byte = random.pick([0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x20, 0x00, 0x1f, 0x7f, 0x80, 0xff, 0x75, 0x30, random.below(256)]);
    const action = random.below(4);
    if (action === 0) result[at] = byte;
    else if (action === 1) result.splice(at, 0, byte);
    else if (action === 2) result.splice(at, 1 + random.below(3));
    else result = [...result.slice(0, at), ...result.slice(Math.max(0, at - random.below(8)))];
  }
  return Uint8Array.from(result, (byte) => byte ?? 0);
}

function space(random: Random): string {
  return random.pick(SPACES);
}
