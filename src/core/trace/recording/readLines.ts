import { decodeBase64 } from "../../base/base64";
import { isJsonObject, type JsonObject } from "../../base/json";
import { encodeUtf8 } from "../../base/text";
import type { HostEvent, LineEnding } from "../../wire/frame";
import type { LinkInfo } from "../trace";
import { readHostEvent } from "./readHostEvent";
import type { EndLine, HeaderLine } from "./recordingFormat";

/** What a `Date` can be made of. */
const LATEST = 8.64e15;

/** A line of a recording as it is understood, or what is wrong with it, as the end of a sentence about it. */
export type ReadLine =
  | { readonly type: "link"; readonly info: LinkInfo }
  | { readonly type: "part"; readonly bytes: Uint8Array }
  | { readonly type: "row"; readonly row: ReadRow }
  | ({ readonly type: "end" } & EndLine)
  | { readonly type: "wrong"; readonly what: string };

interface RowFacts {
  readonly time: number;
  readonly link: number;
  readonly mark: string | undefined;
}

export type ReadRow =
  | (RowFacts & { readonly stream: "host"; readonly event: HostEvent })
  | (RowFacts & { readonly stream: "client" | "server" | "stderr"; readonly bytes: Uint8Array; readonly ending: LineEnding; readonly dropped: number; readonly parts: number });

/** The first line; `undefined` when it is no header. */
export function readHeader(line: JsonObject): HeaderLine | undefined {
  const { mcptrace, product, session, saved, redacted } = line;
  if (!isCount(mcptrace) || mcptrace === 0) return undefined;
  return {
    mcptrace,
    product: typeof product === "string" ? product : "",
    session: typeof session === "string" ? session : "",
    saved: isTime(saved) ? saved : 0,
    ...(redacted === true && { redacted }),
  };
}

/** Any other line. */
export function readLine(line: JsonObject): ReadLine {
  if ("time" in line) return readRow(line);
  if ("part" in line) {
    const bytes = readBytes(line["part"]);
    return bytes ? { type: "part", bytes } : wrong("its part is neither a text nor base64");
  }
  if ("link" in line) return readLink(line);
  if ("end" in line) {
    const { end, missing, hidden } = line;
    return isCount(end) ? { type: "end", end, missing: isCount(missing) ? missing : 0, hidden: isCount(hidden) ? hidden : 0 } : wrong("its end is no number");
  }
  return wrong("it is of a kind that this version of Wirelight does not know");
}

function readLink({ link, server, name, run, opened }: JsonObject): ReadLine {
  if (!isCount(link)) return wrong("its link is no number");
  if (typeof server !== "string" || typeof name !== "string") return wrong("a link needs the texts server and name");
  return { type: "link", info: { link, server, name, run: isCount(run) ? run : 1, opened: isTime(opened) ? opened : 0 } };
}

function readRow(line: JsonObject): ReadLine {
  const { time, link, mark, ending = "lf", dropped = 0, parts = 0 } = line;
  if (!isTime(time)) return wrong("its time is not in milliseconds since the epoch");
  if (!isCount(link)) return wrong("its link is no number");
  const facts = { time, link, mark: typeof mark === "string" ? mark : undefined };
  if ("host" in line) {
    const event = readHostEvent(line["host"]);
    return event ? { type: "row", row: { ...facts, stream: "host", event } } : wrong("its host event is none that this version of Wirelight knows");
  }
  const stream = (["client", "server", "stderr"] as const).find((each) => each in line);
  if (!stream) return wrong("it has none of client, server, stderr and host");
  const bytes = readBytes(line[stream]);
  if (!bytes) return wrong(`its ${stream} is neither a text nor base64`);
  if (ending !== "lf" && ending !== "crlf" && ending !== "none") return wrong('its ending is none of "crlf" and "none"');
  if (!isCount(dropped) || !isCount(parts)) return wrong("its dropped or parts is no number");
  return { type: "row", row: { ...facts, stream, bytes, ending, dropped, parts } };
}

function readBytes(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return encodeUtf8(value);
  const base64 = isJsonObject(value) ? value["base64"] : undefined;
  return typeof base64 === "string" ? decodeBase64(base64) : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= LATEST;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}

function wrong(what: string): ReadLine {
  return { type: "wrong", what };
}
