import type { Session } from "../../core/mcp/session";
import type { CompletionRef } from "../../core/mcp/types";
import type { GivenValues } from "./askValues";
import type { Suggestions } from "./askSuggested";

/** A suggestion that comes later than this is of no use while somebody types, milliseconds. */
const LONGEST_WAIT = 10_000;

/** Asks the server for values of an argument; `undefined` when it completes nothing. */
export function completer(session: Session, ref: CompletionRef, name: string, others: GivenValues): Suggestions["complete"] {
  if (!session.supports("completion/complete")) return undefined;
  return (value, cancel) => session.complete(ref, { name, value, others }, { cancel, timeout: LONGEST_WAIT });
}
