import type { Writable } from "node:stream";

const lineFeed = Uint8Array.of(0x0a);

/**
 * Writes lines to a server's stdin: all lines of one tick in one write, and while the server does not read, all that
 * came meanwhile in the next one. A line is handed over complete or, after a failure, not at all; failures are told,
 * never thrown.
 */
export class LineWriter {
  private lines: Uint8Array[] = [];
  /** Bytes taken from the caller that the system has not taken from us. */
  private undelivered = 0;
  private scheduled = false;
  private blocked = false;
  private ended = false;

  /** @param onFailed told in words what was not delivered and why */
  constructor(private readonly stream: Writable, private readonly onFailed: (message: string) => void) {
    stream.on("error", (error) => this.fail(error.message));
    stream.on("drain", () => {
      this.blocked = false;
      this.flush();
    });
  }

  /** Takes a line without its terminator; it must not change afterwards. */
  write(line: Uint8Array): void {
    if (this.ended || this.stream.destroyed) {
      this.onFailed("The line was not sent: the server's stdin is closed.");
      return;
    }
    this.lines.push(line);
    this.undelivered += line.length + 1;
    if (this.scheduled || this.blocked) return;
    this.scheduled = true;
    process.nextTick(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  /** Sends what is waiting, then closes stdin. */
  end(): void {
    if (this.ended) return;
    this.flush();
    this.ended = true;
    if (!this.stream.destroyed) this.stream.end();
  }

  /** The process is gone: nothing more can be delivered. */
  abandon(): void {
    this.fail("it ended before it read them");
    this.stream.destroy();
  }

  private flush(): void {
    if (this.lines.length === 0 || this.stream.destroyed) return;
    const lines = this.lines;
    this.lines = [];
    this.stream.cork();
    for (const line of lines) {
      this.stream.write(line);
      this.blocked = !this.stream.write(lineFeed, (error) => {
        if (!error) this.undelivered -= line.length + 1;
      });
    }
    this.stream.uncork();
  }

  private fail(reason: string): void {
    const bytes = this.undelivered;
    this.lines = [];
    this.undelivered = 0;
    this.ended = true;
    // An error of the pipe and the end of the process may both tell of the same bytes.
    if (bytes > 0) this.onFailed(`${bytes} bytes could not be sent to the server: ${reason}`);
  }
}
