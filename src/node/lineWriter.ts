import type { Writable } from "node:stream";

const LF = 0x0a;

/** What may wait for a server that does not read, in bytes. A longer line is taken when nothing else waits. */
const LIMIT = 64 * 1024 * 1024;

/**
 * Writes lines to a server's stdin: the first at once, and all that come while the system is busy with it, or in the same
 * tick, in one write after it. A line is handed over complete or, after a failure, not at all; failures are told, never
 * thrown.
 */
export class LineWriter {
  /** Lines that wait for the write on its way, each with its terminator. */
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  /** Bytes of the write on its way. */
  private writing = 0;
  private ended = false;

  /** @param onFailed told in words what was not delivered and why */
  constructor(private readonly stream: Writable, private readonly onFailed: (message: string) => void, private readonly limit = LIMIT) {
    stream.on("error", (error) => this.fail(error.message));
  }

  /** Takes a line without its terminator; the bytes are the caller's again afterwards. */
  write(line: Uint8Array): void {
    if (this.ended || this.stream.destroyed) {
      this.onFailed("The line was not sent: the server's stdin is closed.");
      return;
    }
    const undelivered = this.writing + this.waitingBytes;
    if (undelivered > 0 && undelivered + line.length + 1 > this.limit) {
      this.onFailed(`The line of ${line.length} bytes was not sent: the server does not read its stdin, and ${undelivered} bytes wait for it already. Restart the server.`);
      return;
    }
    const bytes = Buffer.allocUnsafe(line.length + 1);
    bytes.set(line);
    bytes[line.length] = LF;
    if (this.writing > 0) {
      this.waiting.push(bytes);
      this.waitingBytes += bytes.length;
    } else {
      this.begin(bytes);
    }
  }

  /** Sends what is waiting, then closes stdin. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    if (this.writing === 0) this.close();
  }

  /** The process is gone: nothing more can be delivered. */
  abandon(): void {
    this.fail("it ended before it read them");
    this.stream.destroy();
  }

  private begin(bytes: Uint8Array): void {
    this.writing = bytes.length;
    this.stream.write(bytes, this.written);
  }

  /** The system has taken the write, at the end of the tick at the earliest. */
  private readonly written = (error?: Error | null): void => {
    // The stream tells of the failure as an event, too.
    if (error) return;
    this.writing = 0;
    const lines = this.waiting;
    if (lines.length > 0) {
      const bytes = this.waitingBytes;
      this.waiting = [];
      this.waitingBytes = 0;
      this.begin(lines.length === 1 && lines[0] ? lines[0] : Buffer.concat(lines, bytes));
    } else if (this.ended) {
      this.close();
    }
  };

  private close(): void {
    if (!this.stream.destroyed) this.stream.end();
  }

  private fail(reason: string): void {
    const bytes = this.writing + this.waitingBytes;
    this.waiting = [];
    this.waitingBytes = 0;
    this.writing = 0;
    this.ended = true;
    // An error of the pipe and the end of the process may both tell of the same bytes.
    if (bytes > 0) this.onFailed(`${bytes} bytes could not be sent to the server: ${reason}`);
  }
}
