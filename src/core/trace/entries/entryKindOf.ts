import type { FrameKind } from "../../wire/frame";
import type { EntryKind } from "../filter/facts";

/** What an entry that begins with a row of this kind is, as filters call it. */
export function entryKindOf(kind: FrameKind): EntryKind {
  switch (kind) {
    case "result":
    case "error":
      return "answer";
    case "host":
      return "state";
    default:
      return kind;
  }
}
