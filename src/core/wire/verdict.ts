import { isJsonObject } from "../base/json";
import { type MessageFacts, factsOf, faultsOf, kindOf } from "./facts";
import type { Classified } from "./message";

/** The verdict on a parsed line, or on one member of a batch. */
export function verdictOf(value: unknown): Classified {
  if (Array.isArray(value)) return batchVerdict(value);
  return isJsonObject(value) ? verdictOfFacts(factsOf(value)) : { kind: "junk", reason: "not-object" };
}

/** The verdict on a JSON object of which only these facts are known. */
export function verdictOfFacts(facts: MessageFacts): Classified {
  const kind = kindOf(facts);
  if (!kind) return { kind: "junk", reason: "not-message" };
  // What has a method is a call, so an answer has none here.
  return { kind, id: facts.id, method: facts.method, fault: faultsOf(kind, facts)[0] };
}

/** One message among the members makes an array a batch; the fault is the first that any member has. */
function batchVerdict(members: readonly unknown[]): Classified {
  if (members.length === 0) return { kind: "junk", reason: "empty-batch" };
  const messages = members.filter(isJsonObject).map((member) => verdictOfFacts(factsOf(member))).filter((verdict) => verdict.kind !== "junk");
  if (messages.length === 0) return { kind: "junk", reason: "not-message" };
  return { kind: "batch", id: undefined, method: undefined, fault: messages.find((message) => message.fault)?.fault };
}
