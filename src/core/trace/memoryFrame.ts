import { decodeUtf8 } from "../base/text";
import { isJsonObject } from "../base/json";
import { classify, classifyParsed } from "../wire/classify";
import type { Frame, FrameKind, HostEvent, LineEnding } from "../wire/frame";
import type { Line } from "../wire/lines";
import type { Classified, JsonRpcId, JunkReason, MessageFault } from "../wire/message";
import { parseJson } from "../wire/parseJson";

/** From this size on a line is parsed to classify it: nearly all of them are answers, which somebody will parse anyway. */
const PARSE_FROM = 32 * 1024;

const NO_BYTES = new Uint8Array(0);

/** Where a row stands: the columns that do not depend on what the line says. */
export interface Place {
  readonly seq: number;
  readonly time: number;
  readonly link: number;
}

/** A row held in memory as the bytes of its line; text and message are made when asked for and not kept. */
export class MemoryFrame implements Frame {
  readonly seq: number;
  readonly time: number;
  readonly link: number;
  readonly id: JsonRpcId | undefined = undefined;
  readonly method: string | undefined = undefined;
  readonly fault: MessageFault | undefined = undefined;
  readonly junk: JunkReason | undefined = undefined;
  readonly ending: LineEnding;
  readonly size: number;
  readonly dropped: number;
  private readonly line: Uint8Array;
  /** The parsed line while somebody uses it, so that the readers of one row in one turn share one parse. */
  private parsed: WeakRef<object> | undefined = undefined;

  private constructor(
    place: Place,
    readonly from: Frame["from"],
    readonly kind: FrameKind,
    line: Line,
    verdict: Classified | undefined,
    readonly event: HostEvent | undefined,
  ) {
    this.seq = place.seq;
    this.time = place.time;
    this.link = place.link;
    this.ending = line.ending;
    this.size = line.bytes.length + line.dropped;
    this.dropped = line.dropped;
    this.line = line.bytes;
    if (verdict?.kind === "junk") {
      this.junk = verdict.reason;
    } else if (verdict) {
      this.id = verdict.id;
      this.method = verdict.method;
      this.fault = verdict.fault;
    }
  }

  /** A line that should be a message. */
  static message(place: Place, from: "client" | "server", line: Line): MemoryFrame {
    if (line.dropped > 0) return new MemoryFrame(place, from, "junk", line, { kind: "junk", reason: "too-long" }, undefined);
    if (line.bytes.length < PARSE_FROM) {
      const verdict = classify(line.bytes);
      return new MemoryFrame(place, from, verdict.kind, line, verdict, undefined);
    }
    const value = parseJson(line.bytes);
    const verdict = classifyParsed(line.bytes, value);
    const frame = new MemoryFrame(place, from, verdict.kind, line, verdict, undefined);
    frame.remember(value);
    return frame;
  }

  static stderr(place: Place, line: Line): MemoryFrame {
    return new MemoryFrame(place, "server", "stderr", line, undefined, undefined);
  }

  static host(place: Place, event: HostEvent): MemoryFrame {
    return new MemoryFrame(place, "host", "host", { bytes: NO_BYTES, ending: "none", dropped: 0 }, undefined, event);
  }

  /** Bytes of the line that are held. */
  get held(): number {
    return this.line.length;
  }

  bytes(): Uint8Array {
    return this.line;
  }

  text(): string {
    return decodeUtf8(this.line);
  }

  message(): unknown {
    const known = this.parsed?.deref();
    if (known) return known;
    // These are known not to be JSON; trying would cost a thrown exception each time.
    if (this.junk === "not-json" || this.junk === "empty" || this.kind === "host") return undefined;
    const value = parseJson(this.line);
    this.remember(value);
    return value;
  }

  private remember(value: unknown): void {
    if (isJsonObject(value) || Array.isArray(value)) this.parsed = new WeakRef<object>(value);
  }
}
