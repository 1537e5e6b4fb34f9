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
  function make(limit?: number) {
    const pipe = new SlowPipe();
    const failures: string[] = [];
    const writer = new LineWriter(pipe, (message) => failures.push(message), limit);
    return { pipe, failures, write: (text: string) => writer.write(Buffer.from(text)), writer };
  }

  it("writes a line at once, and all that come while the system is busy with it in one write after it", async () => {
    const { pipe, write, failures } = make();
    write("one");
    assert.deepEqual(pipe.writes, ["one\n"]);
    for (const text of ["two", "three"]) {
      write(text);
      await tick();
    }
    assert.deepEqual(pipe.writes, ["one\n"]);
    pipe.take();
    await tick();
    assert.deepEqual(pipe.writes, ["one\n", "two\nthree\n"]);
    pipe.take();
    await tick();
    write("four");
    assert.deepEqual(pipe.writes, ["one\n", "two\nthree\n", "four\n"]);
    assert.deepEqual(failures, []);
  });

  it("joins the lines of a tick even where the system takes the first one right away", async () => {
    const writes: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        writes.push(chunk.toString());
        done();
      },
    });
    const writer = new LineWriter(stream, () => assert.fail("nothing failed"));
    for (const text of ["one", "two", "three"]) writer.write(Buffer.from(text));
    assert.deepEqual(writes, ["one\n"]);
    await tick();
    assert.deepEqual(writes, ["one\n", "two\nthree\n"]);
  });

  it("leaves the bytes of a line to the caller", async () => {
    const { pipe, writer } = make();
    const line = Buffer.from("one");
    writer.write(line);
    writer.write(line.fill("2"));
    line.fill("3");
    pipe.take();
    await tick();
    assert.deepEqual(pipe.writes, ["one\n", "222\n"]);
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

  it("refuses what would wait beyond its limit for a server that does not read, and takes lines again once it reads", async () => {
    const { pipe, write, failures } = make(20);
    write("a line that is longer than the limit");
    await tick();
    write("refused");
    assert.deepEqual(failures.splice(0), ["The line of 7 bytes was not sent: the server does not read its stdin, and 37 bytes wait for it already. Restart the server."]);
    pipe.take();
    await tick();
    write("0123456789");
    await tick();
    write("12345678");
    write("9");
    assert.equal(failures.length, 1);
    pipe.take();
    await tick();
    pipe.take();
    await tick();
    assert.equal(pipe.writes.join(""), "a line that is longer than the limit\n0123456789\n12345678\n");
    write("taken");
    await tick();
    assert.equal(pipe.writes.at(-1), "taken\n");
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
