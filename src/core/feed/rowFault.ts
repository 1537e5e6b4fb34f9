import { assertNever } from "../base/assertNever";
import { faultText } from "../wire/faultText";
import type { Frame } from "../wire/frame";
import type { JunkReason } from "../wire/message";

/** What is wrong with a row, in a sentence; `undefined` when nothing is. */
export function rowFault({ fault, junk }: Pick<Frame, "fault" | "junk">): string | undefined {
  if (fault) return `This message has ${faultText(fault)}.`;
  return junk && junkText(junk);
}

function junkText(reason: JunkReason): string {
  switch (reason) {
    case "empty":
      return "An empty line: nothing but messages may be written to stdout.";
    case "not-json":
      return "Not JSON: nothing but messages may be written to stdout; everything else belongs on stderr.";
    case "not-object":
      return "JSON, but no message: a message is an object.";
    case "not-message":
      return "JSON, but no message: it has neither a method nor a result nor an error.";
    case "empty-batch":
      return "An empty batch: a batch has at least one message.";
    case "too-long":
      return "The line is over the limit for a line; only its beginning was kept.";
    default:
      return assertNever(reason);
  }
}
