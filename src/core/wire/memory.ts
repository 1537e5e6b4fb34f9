import type { Closed } from "./closed";
import type { HostEvent } from "./frame";
import type { Transport, TransportSink } from "./transport";

/** A transport without a carrier: the other end is played by whoever holds it, a test or a recording. */
export class MemoryTransport implements Transport {
  private sink: TransportSink | undefined;
  private settle: ((closed: Closed) => void) | undefined;
  readonly closed: Promise<Closed>;

  /**
   * @param onSent told of every line sent, without terminator
   * @param onClose told when the owner wants it closed; by default it ends at once with exit code 0
   */
  constructor(
    private readonly onSent: (line: Uint8Array) => void,
    private readonly onClose: (transport: MemoryTransport) => void = (transport) => transport.finish({ how: "exited", code: 0, signal: null, asked: true }),
  ) {
    this.closed = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  open(sink: TransportSink): void {
    this.sink = sink;
  }

  send(line: Uint8Array): void {
    if (this.settle) this.onSent(line);
  }

  close(): void {
    if (this.settle) this.onClose(this);
  }

  // Who plays the other end does not wait when it is asked to, and nothing is lost by that.
  stdout(chunk: Uint8Array): void {
    void this.sink?.stdout(chunk);
  }

  stderr(chunk: Uint8Array): void {
    void this.sink?.stderr(chunk);
  }

  host(event: HostEvent): void {
    this.sink?.host(event);
  }

  /** Ends the connection from the other side. */
  finish(closed: Closed): void {
    const settle = this.settle;
    if (!settle) return;
    this.settle = undefined;
    this.sink?.end("stdout");
    this.sink?.end("stderr");
    settle(closed);
  }
}
