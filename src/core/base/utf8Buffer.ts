import { encodeUtf8Into, encodeUtf8 } from "./text";

/** Longer texts get bytes of their own: beside their other costs that is nothing. */
const LONGEST = 4 * 1024;
/** Bytes that a UTF-16 unit can take in UTF-8. */
const WIDEST = 3;

/** Encodes short texts into the same memory again and again: fresh memory costs several times as much as the encoding. */
export class Utf8Buffer {
  private readonly bytes = new Uint8Array(LONGEST * WIDEST);

  /** The UTF-8 of a text, good until the next one is encoded. */
  encode(text: string): Uint8Array {
    return text.length > LONGEST ? encodeUtf8(text) : this.bytes.subarray(0, encodeUtf8Into(text, this.bytes));
  }
}
