import { messageOf } from "../base/failure";
import { Emitter } from "../base/event";
import { encodeUtf8 } from "../base/text";
import type { Closed } from "./closed";
import type { Frame, FrameWriter, HostEvent } from "./frame";
import type { Link } from "./link";
import type { Transport, TransportSink } from "./transport";

/**
 * The tap: everything a transport hands over, and everything sent through it, is written down first and acted on second.
 * The transport is opened at once, so subscribe to `onMessage` in the same turn.
 */
export class TappedLink implements Link, TransportSink {
  readonly closed: Promise<Closed>;
  private readonly messages = new Emitter<Frame>();
  readonly onMessage = this.messages.event;
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

  send(line: string): Frame | undefined {
    if (this.over) return undefined;
    const bytes = encodeUtf8(line);
    const frame = this.writer.sent(bytes);
    this.transport.send(bytes);
    return frame;
  }

  close(): void {
    this.transport.close();
  }

  stdout(chunk: Uint8Array): void {
    this.deliver(this.writer.stdout(chunk));
  }

  stderr(chunk: Uint8Array): void {
    this.writer.stderr(chunk);
  }

  end(stream: "stdout" | "stderr"): void {
    this.deliver(this.writer.end(stream));
  }

  host(event: HostEvent): void {
    this.writer.host(event);
  }

  private deliver(rows: readonly Frame[]): void {
    for (const row of rows) if (isMessage(row)) this.messages.fire(row);
  }

  private finish(closed: Closed): Closed {
    this.over = true;
    this.writer.host({ type: "closed", closed });
    this.messages.dispose();
    return closed;
  }
}

function isMessage(frame: Frame): boolean {
  return frame.kind !== "junk" && frame.kind !== "stderr" && frame.kind !== "host";
}
