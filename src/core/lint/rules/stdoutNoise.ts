import { isValidUtf8 } from "../../base/text";
import { escapeBytes } from "../../trace/escape";
import type { Frame } from "../../wire/frame";
import type { JunkReason } from "../../wire/message";
import type { Finding, ServerLanguage } from "../finding";
import type { Rule } from "../rule";
import { SPEC } from "../spec";
import { hasTerminalColours, recogniseNoise } from "./noise";
import { stdoutFix } from "./stdoutFix";

/** Most bytes of a line that are quoted. */
const QUOTED = 1000;

/** Every line on a server's stdout that is no message: the server MUST NOT write any. */
export const stdoutNoise: Rule = {
  id: "stdout-noise",
  check(frame, { language }) {
    if (frame.from !== "server" || frame.junk === undefined) return [];
    const { message, fix, spec } = describe(frame, frame.junk, language);
    // A line over our own cap may be a message that is only too large for us.
    const severity = frame.junk === "too-long" ? "warning" : "error";
    return [{ rule: this.id, severity, link: frame.link, seq: frame.seq, message, fix, spec }];
  },
};

type Description = Pick<Finding, "message" | "fix" | "spec">;

function describe(frame: Frame, junk: JunkReason, language: ServerLanguage): Description {
  const { stdio: spec } = SPEC;
  const text = quote(frame);
  switch (junk) {
    case "empty":
      return { message: "stdout has an empty line; only messages may be written there.", fix: `End each message with exactly one newline. ${stdoutFix(language)}`, spec };
    case "too-long":
      return {
        message: `A line on stdout is ${frame.size} bytes long; only the first ${frame.size - frame.dropped} were kept, so it was not read. It begins: ${text}`,
        fix: "Send less in one message: page through long lists, link to resources instead of embedding them. If this is not a message, send it to stderr.",
        spec,
      };
    case "not-object":
      return { message: `stdout has a JSON value that is not a message: ${text}`, fix: stdoutFix(language), spec };
    case "empty-batch":
      return { message: "stdout has an empty batch, [], which JSON-RPC does not allow.", fix: "Write nothing at all when there is nothing to answer.", spec: SPEC.messages };
    case "not-message":
      return {
        message: `stdout has JSON without method, result or error, so it is not a message: ${text}`,
        fix: `If this is a log record, send it to stderr. ${stdoutFix(language)} If it is an answer, put it into "result" beside "jsonrpc" and the request's "id".`,
        spec: SPEC.messages,
      };
    case "not-json":
      return describeText(frame, text, language);
  }
}

function describeText(frame: Frame, quoted: string, language: ServerLanguage): Description {
  const bytes = frame.bytes();
  const { stdio: spec } = SPEC;
  const noise = recogniseNoise(frame.text().slice(0, QUOTED), language);
  if (noise) return { message: `stdout has ${noise.what}: ${quoted}`, fix: noise.fix, spec };
  if (!isValidUtf8(bytes)) {
    return {
      message: `stdout has a line that is not UTF-8: ${quoted}`,
      fix: `Messages must be UTF-8: set the encoding of stdout (PYTHONIOENCODING=utf-8, -Dstdout.encoding=UTF-8, Console.OutputEncoding). ${stdoutFix(language)}`,
      spec: SPEC.transports,
    };
  }
  if (hasTerminalColours(frame.text())) {
    return { message: `stdout has coloured text meant for a terminal: ${quoted}`, fix: `${stdoutFix(language)} Setting NO_COLOR=1 removes the colours, not the line.`, spec };
  }
  return { message: `stdout has a line that is not a message: ${quoted}`, fix: stdoutFix(language), spec };
}

/** The exact text, in quotes, with everything escaped that would not be seen. */
function quote(frame: Frame): string {
  const bytes = frame.bytes();
  const text = `"${escapeBytes(bytes.subarray(0, QUOTED))}"`;
  return bytes.length > QUOTED ? `${text} and ${frame.size - QUOTED} more bytes` : text;
}
