import { isJsonObject, type JsonObject } from "../../base/json";
import type { Frame } from "../../wire/frame";
import { alikeRows } from "../entries/alikeRows";
import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import type { InSteps } from "./exportTraffic";

/** Name and version that one side gave of itself when the connection began. */
export interface Implementation {
  readonly name: string;
  readonly version: string | undefined;
}

/** What the rows of a link tell about it. */
export interface LinkFacts {
  /** The row in which its process was started. */
  spawned?: Frame | undefined;
  /** The row in which it ended. */
  closed?: Frame | undefined;
  client?: Implementation | undefined;
  server?: Implementation | undefined;
  /** The revision of the protocol that the server chose. */
  protocol?: string | undefined;
}

/** Looks over the whole trace for beginnings and ends of its links. */
export function* linkFacts(trace: Trace, exchanges: Exchanges): InSteps<ReadonlyMap<number, LinkFacts>> {
  const { columns } = trace;
  const found = new Map<number, LinkFacts>();
  for (const rows of alikeRows(trace)) {
    if (!rows) {
      yield "";
      continue;
    }
    const isHost = columns.kind(rows.first) === "host";
    if (!isHost && columns.method(rows.first) !== "initialize") continue;
    const link = columns.link(rows.first);
    const facts = found.get(link) ?? {};
    found.set(link, facts);
    for (let seq = rows.first; seq < rows.next; seq++) {
      if (isHost) addEvent(facts, trace.glance(seq));
      else addHandshake(facts, trace, exchanges, seq);
    }
  }
  return found;
}

function addEvent(facts: LinkFacts, frame: Frame | undefined): void {
  if (frame?.event?.type === "spawned") facts.spawned = frame;
  if (frame?.event?.type === "closed") facts.closed = frame;
}

function addHandshake(facts: LinkFacts, trace: Trace, exchanges: Exchanges, seq: number): void {
  const exchange = exchanges.of(seq);
  if (exchange?.request !== seq) return;
  const params = member(trace.glance(seq)?.message(), "params");
  const result = exchange.answer === undefined ? undefined : member(trace.glance(exchange.answer)?.message(), "result");
  facts.client ??= implementation(params?.["clientInfo"]);
  facts.server ??= implementation(result?.["serverInfo"]);
  if (typeof result?.["protocolVersion"] === "string") facts.protocol ??= result["protocolVersion"];
}

function member(message: unknown, name: string): JsonObject | undefined {
  const value = isJsonObject(message) ? message[name] : undefined;
  return isJsonObject(value) ? value : undefined;
}

function implementation(value: unknown): Implementation | undefined {
  if (!isJsonObject(value) || typeof value["name"] !== "string") return undefined;
  return { name: value["name"], version: typeof value["version"] === "string" ? value["version"] : undefined };
}
