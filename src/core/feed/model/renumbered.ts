import { assertNever } from "../../base/assertNever";
import { feedExchangeColumns } from "../columns";
import type { FeedExchanges, FeedMessage } from "../protocol";

/** What was said of a session, with another number for each row: so much more than its sequence. */
export function renumbered(message: FeedMessage, offset: number): FeedMessage {
  if (offset === 0) return message;
  switch (message.type) {
    case "open":
      return { ...message, first: message.first + offset, next: message.next + offset };
    case "rows":
      return { ...message, first: message.first + offset, listed: message.listed.map(([seq, id]) => [seq + offset, id] as const) };
    case "exchanges":
      return renumberedExchanges(message, offset);
    case "evicted":
      return { ...message, first: message.first + offset };
    case "cleared":
      return { ...message, next: message.next + offset };
    case "marks":
      return { ...message, marks: message.marks.map(({ seq, comment }) => ({ seq: seq + offset, comment })) };
    case "end":
      return message;
    default:
      return assertNever(message);
  }
}

function renumberedExchanges(message: FeedExchanges, offset: number): FeedExchanges {
  const columns = message.columns.slice(0);
  const { requests, enders } = feedExchangeColumns(message.count, columns);
  for (let index = 0; index < message.count; index++) {
    requests[index] = (requests[index] ?? 0) + offset;
    const ender = enders[index] ?? -1;
    // Below zero it has not ended.
    if (ender >= 0) enders[index] = ender + offset;
  }
  return { ...message, columns };
}
