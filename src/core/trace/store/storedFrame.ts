import { isJsonObject } from "../../base/json";
import { decodeUtf8 } from "../../base/text";
import type { Frame, FrameKind, HostEvent, LineEnding } from "../../wire/frame";
import type { JsonRpcId, JunkReason, MessageFault } from "../../wire/message";
import { parseJson } from "../../wire/parseJson";
import { endingOf, faultOf, fromOf, junkOf, kindOf } from "./rowFlags";
import { parseHostEvent } from "./hostEvent";
import type { RowStore } from "./rowStore";

const NO_BYTES = new Uint8Array(0);

/** A row read off the columns; bytes, text and message are fetched when asked for and not kept. */
export class StoredFrame implements Frame {
  readonly time: number;
  readonly link: number;
  readonly from: Frame["from"];
  readonly kind: FrameKind;
  readonly id: JsonRpcId | undefined;
  readonly method: string | undefined;
  readonly fault: MessageFault | undefined;
  readonly junk: JunkReason | undefined;
  readonly event: HostEvent | undefined;
  readonly ending: LineEnding;
  readonly size: number;
  readonly dropped: number;
  private readonly offset: number;
  /** The parsed line while somebody uses it, so that the readers of one row in one turn share one parse. */
  private parsed: WeakRef<object> | undefined = undefined;

  constructor(
    private readonly store: RowStore,
    readonly seq: number,
  ) {
    const flags = store.flags(seq);
    this.time = store.time(seq);
    this.link = store.link(seq);
    this.from = fromOf(flags);
    this.kind = kindOf(flags);
    this.id = store.id(seq);
    this.method = store.method(seq);
    this.fault = faultOf(flags);
    this.junk = junkOf(flags);
    this.ending = endingOf(flags);
    this.dropped = store.dropped(seq);
    this.offset = store.offset(seq);
    const length = store.length(seq);
    this.size = this.kind === "host" ? 0 : length + this.dropped;
    this.event = this.kind === "host" ? parseHostEvent(store.bytes.view(this.offset, length)) : undefined;
  }

  get held(): boolean {
    return this.store.holds(this.seq);
  }

  bytes(): Uint8Array {
    return (this.hasBytes ? this.store.bytes.bytesAt(this.offset, this.size - this.dropped) : undefined) ?? NO_BYTES;
  }

  text(): string {
    return decodeUtf8(this.view());
  }

  message(): unknown {
    const known = this.parsed?.deref();
    if (known) return known;
    // These are known not to be JSON; trying would cost a thrown exception each time.
    if (this.junk === "not-json" || this.junk === "empty" || this.kind === "host") return undefined;
    const value = parseJson(this.view());
    this.remember(value);
    return value;
  }

  /** Keeps the parsed line for those who ask in this turn. */
  remember(value: unknown): void {
    if (isJsonObject(value) || Array.isArray(value)) this.parsed = new WeakRef<object>(value);
  }

  private get hasBytes(): boolean {
    return this.size > this.dropped && this.held;
  }

  private view(): Uint8Array {
    return (this.hasBytes ? this.store.bytes.view(this.offset, this.size - this.dropped) : undefined) ?? NO_BYTES;
  }
}
