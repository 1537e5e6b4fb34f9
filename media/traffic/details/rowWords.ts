import { escapeText } from "../../../src/core/trace/escape";
import type { FeedBody } from "../../../src/core/feed/protocol";
import { decodeUtf8 } from "../../../src/core/base/text";
import { t } from "../l10n";
import { eventWords } from "./eventWords";
import { indexJson } from "./json/indexJson";
import type { JsonIndex } from "./json/jsonIndex";
import { wholeCharacters } from "./wholeCharacters";

/** Longest words of a row in a list, UTF-16 units. */
const WORDS = 200;
/** Values that are looked at for them. */
const NODES = 200;

/** The most telling part of a row, from the beginning of its bytes, on one printable line. */
export function rowWords(body: FeedBody): string {
  if (body.event) return cut(eventWords(body.event).title);
  if (!body.bytes) return t("no longer kept");
  const text = decodeUtf8(wholeCharacters(new Uint8Array(body.bytes)));
  const index = indexJson(text, { nodes: NODES, head: body.bytes.byteLength < body.size });
  return cut(notificationWords(index) ?? text);
}

/** Notifications that MCP knows (2025-11-25): progress, logging and cancellation. */
function notificationWords(index: JsonIndex): string | undefined {
  const params = index.member(0, "params");
  if (params === undefined) return undefined;
  const words = (name: string): string | undefined => {
    const node = index.member(params, name);
    return node === undefined ? undefined : index.kind(node) === "string" ? index.stringValue(node) : index.literal(node, WORDS);
  };
  const progress = words("progress");
  if (progress !== undefined) {
    const total = words("total");
    return [total === undefined ? progress : t("{0} of {1}", progress, total), words("message")].filter((part) => part !== undefined).join(" ");
  }
  const data = words("data");
  if (data !== undefined) return `${words("level") ?? ""}: ${data}`;
  return words("reason") ?? (params === undefined ? undefined : index.literal(params, WORDS));
}

function cut(text: string): string {
  return text.length > WORDS ? `${escapeText(text.slice(0, WORDS))}…` : escapeText(text);
}
