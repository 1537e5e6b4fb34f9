import { hostilePicture } from "./hostilePictures";
import { hostileMarkdown, hostileText } from "./hostileTexts";
import { mutate, randomMessage } from "./jsonFuzz";
import type { Random } from "./random";

/** A line as it crosses the wire, without its terminator: any bytes but a line feed. */
export interface HostileFrame {
  readonly from: "client" | "server" | "stderr";
  readonly bytes: Uint8Array;
}

const METHODS = ["tools/call", "prompts/get", "resources/read", "notifications/progress", "notifications/message", "notifications/cancelled", "sampling/createMessage", "tools/list"];
const DEEP = 10_000;

/**
 * Lines that try to harm whoever shows them: markup, control and bidirectional characters, lone surrogates, names of
 * prototypes, Markdown and pictures that grow, JSON of ten thousand levels, huge keys, ids and methods, batches, broken
 * UTF-8. Ids repeat, so that many requests are answered.
 */
export function hostileFrame(random: Random): HostileFrame {
  const from = random.next() < 0.4 ? "client" : random.next() < 0.1 ? "stderr" : "server";
  const bytes = new Uint8Array(Buffer.from(lineOf(random)));
  const broken = random.next() < 0.15 ? mutate(bytes.length > 5_000 ? bytes.subarray(0, 5_000) : bytes, random) : bytes;
  return { from, bytes: broken.map((byte) => (byte === 0x0a ? 0x20 : byte)) };
}

function lineOf(random: Random): string {
  const chance = random.next();
  if (chance < 0.06) return hostileText(random);
  if (chance < 0.16) return randomMessage(random).replaceAll('"a"', () => jsonText(hostileText(random), random));
  if (chance < 0.18) return `[${Array.from({ length: random.below(4) }, () => message(random)).join(",")}]`;
  if (chance < 0.185) return huge(random);
  return message(random);
}

/** What is large or deep in one way. */
function huge(random: Random): string {
  const long = jsonText(hostileText(random).repeat(50) + "m".repeat(200_000), random);
  const levels = random.pick(['{"a":', "[", '[{"b":[']);
  const closing = Array.from(levels).reverse().flatMap((sign) => (sign === "{" ? ["}"] : sign === "[" ? ["]"] : [])).join("");
  return random.pick([
    `{"jsonrpc":"2.0","method":"deep","params":${levels.repeat(DEEP)}1${closing.repeat(DEEP)}}`,
    `{"jsonrpc":"2.0","method":"open","params":${levels.repeat(DEEP)}`,
    `{"jsonrpc":"2.0","method":${long},"params":{}}`,
    `{"jsonrpc":"2.0","id":${long},"method":"tools/call","params":{"name":${long}}}`,
    `{"jsonrpc":"2.0","method":"key","params":{${long}:${long}}}`,
    `{"jsonrpc":"2.0","method":"wide","params":{${Array.from({ length: 20_000 }, (_, at) => `"${at}":${at}`).join(",")}}}`,
    `{"jsonrpc":"2.0","method":"number","params":[${"9".repeat(50_000)},-0,1e999]}`,
  ]);
}

function message(random: Random): string {
  const id = random.next() < 0.7 ? String(random.below(60)) : jsonText(hostileText(random), random);
  const kind = random.next();
  const name = random.next() < 0.6 ? random.pick(METHODS) : hostileText(random);
  if (kind < 0.4) return `{"jsonrpc":"2.0","id":${id},"method":${jsonText(name, random)},"params":${params(random)}}`;
  if (kind < 0.55) return `{"jsonrpc":"2.0","method":${jsonText(name, random)},"params":${params(random)}}`;
  if (kind < 0.9) return `{"jsonrpc":"2.0","id":${id},"result":${result(random)}}`;
  return `{"jsonrpc":"2.0","id":${id},"error":{"code":${random.pick(["-32000", "1e999", '"x"'])},"message":${jsonText(hostileText(random), random)},"data":${value(random, 2)}}}`;
}

function params(random: Random): string {
  const text = (): string => jsonText(hostileText(random), random);
  return `{"name":${text()},"uri":${text()},"arguments":${value(random, 3)},"_meta":{"progressToken":${random.next() < 0.5 ? random.below(60) : text()}},"progressToken":${random.below(60)},"progress":${text()},"level":${text()},"data":${value(random, 1)},"requestId":${random.below(60)},"reason":${text()}}`;
}

function result(random: Random): string {
  const contents = Array.from({ length: random.below(4) }, () => {
    const chance = random.next();
    if (chance < 0.3) return JSON.stringify({ type: "image", ...hostilePicture(random) });
    if (chance < 0.7) return `{"type":"text","text":${jsonText(hostileMarkdown(random), random)}}`;
    return `{"type":"resource","resource":{"uri":${jsonText(hostileText(random), random)},"mimeType":"image/png","blob":${JSON.stringify(hostilePicture(random).data)}}}`;
  });
  return `{"content":[${contents.join(",")}],"structuredContent":${value(random, 3)},"isError":${random.pick(["true", "false", "1"])},"tools":[{"name":${jsonText(hostileText(random), random)},"inputSchema":${value(random, 1)}}]}`;
}

function value(random: Random, depth: number): string {
  const chance = random.next();
  if (depth === 0 || chance < 0.4) return jsonText(hostileText(random), random);
  const values = Array.from({ length: random.below(4) }, () => value(random, depth - 1));
  return chance < 0.6 ? `[${values.join(",")}]` : `{${values.map((each) => `${jsonText(hostileText(random), random)}:${each}`).join(",")}}`;
}

/** As serialisers differ: escaped as little as can be, or all that is not ASCII. */
function jsonText(text: string, random: Random): string {
  const literal = JSON.stringify(text);
  return random.next() < 0.8 ? literal : literal.replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
