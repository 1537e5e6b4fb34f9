import type { Closed } from "./closed";
import type { HostEvent } from "./frame";

/** Who takes what a transport hands over; every call is synchronous and in the order of arrival. */
export interface TransportSink {
  /**
   * Protocol bytes, chunked as they came. The chunk is the receiver's to keep and is never reused. A promise asks the
   * carrier to hand over no more of this stream until it settles; what comes all the same is taken. It never rejects.
   */
  stdout(chunk: Uint8Array): Promise<void> | undefined;
  /** Log bytes, chunked as they came; a promise means the same. */
  stderr(chunk: Uint8Array): Promise<void> | undefined;
  /** The stream has ended; an unfinished last line is complete now. */
  end(stream: "stdout" | "stderr"): void;
  /** Something the host saw or did: spawned, stdin closed, signal sent, exited. */
  host(event: HostEvent): void;
}

/**
 * The seam between Wirelight and a carrier, and it is bytes: nothing is decoded, joined or dropped.
 * The life of one: `open` once, `send` any number of times, `close` or the other side ends it, `closed` settles.
 */
export interface Transport {
  /** Starts the carrier; nothing is handed to the sink before this call. Failures are told by `closed`. */
  open(sink: TransportSink): void;
  /** Sends one line, given without its terminator; the bytes are the caller's again when it returns. Does nothing once closed. */
  send(line: Uint8Array): void;
  /** Begins an orderly shutdown (stdio: close stdin, wait, SIGTERM, SIGKILL, over the whole tree). Idempotent. */
  close(): void;
  /** Settles exactly once, after the sink has been given everything; never rejects. */
  readonly closed: Promise<Closed>;
}
