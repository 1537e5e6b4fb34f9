import { isJsonObject } from "../../base/json";
import { encodeUtf8 } from "../../base/text";
import type { HostEvent } from "../../wire/frame";
import { parseJson } from "../../wire/parseJson";

const TYPES: { readonly [type in HostEvent["type"]]: true } = { spawned: true, "stdin-closed": true, signal: true, survivors: true, "send-failed": true, note: true, closed: true };

/** A host event is kept as the bytes of its JSON, like every other row. */
export function hostEventBytes(event: HostEvent): Uint8Array {
  return encodeUtf8(JSON.stringify(event));
}

/** The event again; `undefined` when its bytes are gone, or are not what was written. */
export function parseHostEvent(bytes: Uint8Array | undefined): HostEvent | undefined {
  const value = bytes && parseJson(bytes);
  return isHostEvent(value) ? value : undefined;
}

// Nobody else writes these bytes, so what begins like an event is one.
function isHostEvent(value: unknown): value is HostEvent {
  return isJsonObject(value) && typeof value["type"] === "string" && value["type"] in TYPES;
}
