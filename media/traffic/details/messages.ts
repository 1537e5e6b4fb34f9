import { type Message, readMessage } from "./message";

/** Messages whose opened lines are kept for when they are shown again; two are shown side by side. */
const KEPT = 12;
const SHOWN = 2;
/** Bytes that they may take together. */
const KEPT_BYTES = 16 * 1024 * 1024;
/** What the index of a message takes for a value. */
const NODE_BYTES = 28;

/** The messages that were looked at last, with what was opened in them. */
export class Messages {
  private readonly held = new Map<number, Message>();

  /** The bytes of a row stay the same object as long as they are the same bytes. */
  get(seq: number, bytes: Uint8Array, size: number): Message {
    const held = this.held.get(seq);
    const message = held?.bytes === bytes ? held : readMessage(bytes, size);
    this.held.delete(seq);
    this.held.set(seq, message);
    this.trim();
    return message;
  }

  private trim(): void {
    let cost = 0;
    for (const message of this.held.values()) cost += costOf(message);
    for (const [oldest, message] of this.held) {
      if (this.held.size <= SHOWN || (this.held.size <= KEPT && cost <= KEPT_BYTES)) break;
      cost -= costOf(message);
      this.held.delete(oldest);
    }
  }
}

function costOf({ bytes, tree }: Message): number {
  return bytes.length * 2 + tree.index.count * NODE_BYTES;
}
