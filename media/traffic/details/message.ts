import { decodeUtf8, isValidUtf8 } from "../../../src/core/base/text";
import { indexJson } from "./json/indexJson";
import { JsonTree } from "./json/jsonTree";
import { wholeCharacters } from "./wholeCharacters";

/** Most values of a message that are shown. */
const NODES = 500_000;
/** Lines that are open when a message is shown for the first time. */
const OPEN_LINES = 60;

/** A line as it is looked at: its text, and its values when it is JSON. */
export interface Message {
  readonly bytes: Uint8Array;
  /** The bytes are the beginning of a longer line. */
  readonly head: boolean;
  readonly utf8: boolean;
  readonly tree: JsonTree;
}

export function readMessage(bytes: Uint8Array, size: number): Message {
  const head = bytes.length < size;
  const whole = head ? wholeCharacters(bytes) : bytes;
  const tree = new JsonTree(indexJson(decodeUtf8(whole), { nodes: NODES, head }));
  tree.setOpen(0, true);
  tree.openBelow(0, OPEN_LINES, false);
  return { bytes, head, utf8: isValidUtf8(whole), tree };
}
