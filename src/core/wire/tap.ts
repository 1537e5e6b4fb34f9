import { messageOf } from "../base/failure";
import { Emitter } from "../base/event";
import { Utf8Buffer } from "../base/utf8Buffer";
import type { Closed } from "./closed";
import type { FrameWriter, HostEvent, Rows } from "./frame";
import type { Link } from "./link";
import type { Transport, TransportSink } from "./transport";

/**
 * The tap: everything a transport hands over, and everything sent through it, is written down first and acted on second.
 * The transport is opened at once, so subscribe to `onMessages` in the same turn.
 */
export class TappedLink implements Link, TransportSink {
  readonly closed: Promise<Closed>;
  private readonly messages = new Emitter<Rows>();
  readonly onMessages = this.messages.event;
  private readonly encoder = new Utf8Buffer();
  private readonly deliver = (rows: Rows): void => this.messages.fire(rows);
  private over = false;

  constructor(
    private readonly transport: Transport,
    private readonly writer: FrameWriter,
  ) {
    this.closed = transport.closed.then(
      (closed) => this.finish(closed),
      // No transport should reject; one that does has failed all the same.
      (error: unknown) => this.finish({ how: "failed", message: messageOf(error) }),
    );
    transport.open(this);
  }

  get id(): number {
    return this.writer.link;
  }

  send(line: string): number | undefined {
    if (this.over) return undefined;
    const bytes = this.encoder.encode(line);
    return this.writer.sent(bytes, () => this.transport.send(bytes)).first;
  }

  close(): void {
    this.transport.close();
  }

  stdout(chunk: Uint8Array): Promise<void> | undefined {
    this.writer.stdout(chunk, this.deliver);
    return this.writer.congestion;
  }

  stderr(chunk: Uint8Array): Promise<void> | undefined {
    this.writer.stderr(chunk);
    return this.writer.congestion;
  }

  end(stream: "stdout" | "stderr"): void {
    this.writer.end(stream, stream === "stdout" ? this.deliver : undefined);
  }

  host(event: HostEvent): void {
    this.writer.host(event);
  }

  private finish(closed: Closed): Closed {
    this.over = true;
    this.writer.host({ type: "closed", closed });
    this.messages.dispose();
    return closed;
  }
}
