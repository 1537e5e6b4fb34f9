import type { Closed } from "../../src/core/wire/closed";
import type { HostEvent } from "../../src/core/wire/frame";
import { parseClosed, parseHostEvent } from "./scriptHost";

/** One line of a script. */
export type Step = { readonly line: number } & (
  | { readonly type: "client"; readonly text: string }
  | { readonly type: "server" | "stderr"; readonly bytes: Uint8Array }
  | { readonly type: "clock"; readonly ms: number }
  | { readonly type: "host"; readonly event: HostEvent }
  | { readonly type: "exit"; readonly closed: Closed }
);

/**
 * Reads a script, which is what `printFrame` prints:
 *
 *     # a comment
 *     > text        the client must have sent this line
 *     < text        the server writes this line, ended by LF
 *     <~ text       the same without a newline (`!~` for stderr)
 *     ! text        the server writes this line to stderr
 *     @ 500         the clock moves on by 500 ms
 *     * signal X    the host saw or did something: stdin-closed, signal, spawned, survivors, send-failed
 *     x 1           the server exits with this code, or by this signal
 *
 * `\xNN` is one byte and `\u{N}` one character, as the printer escapes them. What follows a tab is a remark, of which
 * only the printer's words on how a line or the link ended count. A time at the beginning, as the printer writes it on
 * request, is passed over.
 */
export function parseScript(script: string): readonly Step[] {
  return script.split("\n").flatMap((text, index) => {
    const [body = "", remark = ""] = text.replace(/^\s*(\+\d+\.\d{3} )?/, "").split("\t");
    const step = parseLine(body, index + 1, remark);
    return step ? [step] : [];
  });
}

function parseLine(text: string, line: number, remark: string): Step | undefined {
  if (text === "" || text.startsWith("#")) return undefined;
  const [, sign = "", rest = ""] = /^(\S+) ?(.*)$/.exec(text) ?? [];
  switch (sign) {
    case ">":
      return { line, type: "client", text: unescapeText(rest) };
    case "<":
    case "<~":
      return { line, type: "server", bytes: unescapeLine(rest, sign === "<" ? terminatorIn(remark) : "") };
    case "!":
    case "!~":
      return { line, type: "stderr", bytes: unescapeLine(rest, sign === "!" ? terminatorIn(remark) : "") };
    case "@":
      return { line, type: "clock", ms: found(/^\d+$/.test(rest) ? Number(rest) : undefined, text, line) };
    case "x":
      return { line, type: "exit", closed: found(parseClosed(unescapeText(rest), remark.includes("asked")), text, line) };
    case "*":
      return { line, type: "host", event: found(parseHostEvent(unescapeText(rest)), text, line) };
    default:
      throw new Error(`Line ${line} of the script begins with "${sign}", which is none of > < <~ ! !~ @ * x #.`);
  }
}

function terminatorIn(remark: string): string {
  if (remark.includes("ends with CRLF")) return "\r\n";
  return remark.includes("ends without newline") ? "" : "\n";
}

function found<T>(value: T | undefined, text: string, line: number): T {
  if (value === undefined) throw new Error(`Line ${line} of the script cannot be played: ${text}`);
  return value;
}

/** The bytes that the printer's escapes stand for. */
export function unescapeLine(text: string, terminator = ""): Uint8Array {
  const parts = text.split(/(\\x[\da-f]{2}|\\u\{[\da-f]+\})/);
  const bytes = parts.map((part) => {
    const [, byte, character] = /^\\x([\da-f]{2})$|^\\u\{([\da-f]+)\}$/.exec(part) ?? [];
    if (byte !== undefined) return Buffer.from(byte, "hex");
    return Buffer.from(character === undefined ? part : String.fromCodePoint(Number.parseInt(character, 16)));
  });
  return new Uint8Array(Buffer.concat([...bytes, Buffer.from(terminator)]));
}

function unescapeText(text: string): string {
  return Buffer.from(unescapeLine(text)).toString("utf8");
}
