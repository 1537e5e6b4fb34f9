import { assertNever } from "../../base/assertNever";
import type { FeedMessage } from "../protocol";

/** What was said of a session, with another number for each row: so much more than its sequence. */
export function renumbered(message: FeedMessage, offset: number): FeedMessage {
  if (offset === 0) return message;
  switch (message.type) {
    case "open":
    case "cleared":
      return { ...message, first: message.first + offset, next: message.next + offset };
    case "rows":
      return { ...message, first: message.first + offset, listed: message.listed.map(([seq, id]) => [seq + offset, id] as const) };
    case "exchanges":
    case "evicted":
      return { ...message, first: message.first + offset };
    case "marks":
      return { ...message, marks: message.marks.map(({ seq, comment }) => ({ seq: seq + offset, comment })) };
    case "end":
      return message;
    default:
      return assertNever(message);
  }
}
