import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { LineWriter } from "../../../src/node/lineWriter";

/** A pipe whose reader takes one write when `take` is called. */
class SlowPipe extends Writable {
  readonly writes: string[] = [];
  private taken: ((error?: Error) => void) | undefined;

  constructor() {
    super({ highWaterMark: 8 });
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error) => void): void {
    this.writes.push(Buffer.concat(chunks.map((each) => each.chunk)).toString());
    this.taken = done;
  }

  take(error?: Error): void {
    const done = this.taken;
    this.taken = undefined;
    done?.(error);
  }
}

const tick = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("the writer of lines", () => {
  function make() {
    const pipe = new SlowPipe();
    const failures: string[] = [];
    const writer = new LineWriter(pipe, (message) => failures.push(message));
    return { pipe, failures, write: (text: string) => writer.write(Buffer.from(text)), writer };
  }

  it("writes the lines of a tick at once, and what comes while the reader is slow at once too", async () => {
    const { pipe, write, failures } = make();
    for (const text of ["one", "two", "three"]) write(text);
    await tick();
    assert.deepEqual(pipe.writes, ["one\ntwo\nthree\n"]);
    for (const text of ["four", "five"]) {
      write(text);
      await tick();
    }
    pipe.take();
    await tick();
    assert.deepEqual(pipe.writes, ["one\ntwo\nthree\n", "four\nfive\n"]);
    assert.deepEqual(failures, []);
  });

  it("sends what waits before it closes stdin", async () => {
    const { pipe, write, writer } = make();
    write("a long line that fills the pipe");
    await tick();
    write("waiting");
    writer.end();
    pipe.take();
    await tick();
    pipe.take();
    await tick();
    assert.deepEqual(pipe.writes.join(""), "a long line that fills the pipe\nwaiting\n");
    assert.equal(pipe.writableFinished, true);
  });

  it("counts what was not delivered, once, and refuses what comes later", async () => {
    const { pipe, write, failures } = make();
    write("1234");
    await tick();
    pipe.take();
    await tick();
    write("12345678");
    await tick();
    write("123");
    pipe.take(new Error("write EPIPE"));
    await tick();
    assert.deepEqual(failures, ["13 bytes could not be sent to the server: write EPIPE"]);
    write("late");
    assert.deepEqual(failures.slice(1), ["The line was not sent: the server's stdin is closed."]);
  });

  it("tells what is left when the server is gone, and nothing when all was taken", async () => {
    const unread = make();
    unread.write("1234");
    await tick();
    unread.writer.abandon();
    unread.writer.abandon();
    assert.deepEqual(unread.failures, ["5 bytes could not be sent to the server: it ended before it read them"]);
    const read = make();
    read.write("1234");
    await tick();
    read.pipe.take();
    await tick();
    read.writer.abandon();
    assert.deepEqual(read.failures, []);
  });
});
