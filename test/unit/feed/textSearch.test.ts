import assert from "node:assert/strict";
import { TextSearch } from "../../../src/core/feed/textSearch";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { Random, rounds } from "../../support/random";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** A clock on which every look takes a millisecond, so that slices end. */
class BusyClock extends FakeClock {
  private looks = 0;

  override now(): number {
    return super.now() + this.looks++;
  }
}

function stage(options: { readonly slotBytes?: number; readonly memoryBytes?: number; readonly disk?: boolean } = {}) {
  const { slotBytes = 4096, memoryBytes = 2 ** 24, disk = true } = options;
  const clock = new BusyClock(0);
  const trace = new RingTrace(clock, { session: "test", memoryBytes, ...(disk && { spill: new FakeDisk() }), parts: { slotBytes } });
  const writer = trace.open({ server: "s", name: "s" });
  let pauses = 0;
  const during: (() => void)[] = [];
  const search = new TextSearch({
    trace,
    clock,
    pause: () => {
      pauses++;
      during.shift()?.();
      return Promise.resolve();
    },
  });
  const rows = async (text: string): Promise<readonly number[]> => [...new Float64Array(await search.search(text))];
  return { trace, writer, search, rows, during, pauses: () => pauses };
}

function naive(trace: RingTrace, text: string): readonly number[] {
  const rows: number[] = [];
  for (let seq = trace.first; seq < trace.next; seq++) if (trace.at(seq)?.text().toLowerCase().includes(text.toLowerCase())) rows.push(seq);
  return rows;
}

describe("a search for a text", () => {
  it("finds lines in memory and on disk, whatever the case", async () => {
    const { writer, rows } = stage();
    for (let line = 0; line < 500; line++) writer.stdout(utf8(`{"jsonrpc":"2.0","method":"m${line}","params":{"t":"${line % 100 === 7 ? "NeEdle" : "straw"}"}}\n`));
    assert.deepEqual(await rows("needle"), [7, 107, 207, 307, 407]);
    assert.deepEqual(await rows("NEEDLE"), [7, 107, 207, 307, 407]);
    assert.deepEqual(await rows('"m499"'), [499]);
    assert.deepEqual(await rows("nowhere"), []);
  });

  it("looks at lines only: not over their ends, and not at what the host noted", async () => {
    const { writer, rows } = stage();
    writer.stdout(utf8("ab\ncd\n"));
    writer.stderr(utf8("x ab y\n"));
    writer.host({ type: "note", message: "ab" });
    assert.deepEqual(await rows("ab"), [0, 2]);
    assert.deepEqual(await rows("b\nc"), []);
    assert.deepEqual(await rows("bcd"), []);
  });

  it("knows the letters of all languages", async () => {
    const { writer, rows } = stage();
    writer.stdout(utf8("GRÜSSE aus Köln\nЖук и ЖАБА\nzürich\n\u{1f600} smile\n"));
    assert.deepEqual(await rows("grüsse"), [0]);
    assert.deepEqual(await rows("KÖLN"), [0]);
    assert.deepEqual(await rows("жаба"), [1]);
    assert.deepEqual(await rows("ü"), [0, 2]);
    assert.deepEqual(await rows("\u{1f600}"), [3]);
  });

  it("lets others have their turn, and finds what comes meanwhile", async () => {
    const { writer, rows, during, pauses } = stage({ slotBytes: 1 << 20 });
    for (let line = 0; line < 40; line++) writer.stdout(utf8(`${"x".repeat(200_000)}${line === 3 ? "here" : ""}\n`));
    during.push(() => writer.stdout(utf8("and here\n")));
    assert.deepEqual(await rows("here"), [3, 40]);
    assert.ok(pauses() > 1);
  });

  it("goes through a long line piece by piece, also where the text lies on the border", async () => {
    const { writer, rows, pauses } = stage({ slotBytes: 1 << 20 });
    const piece = 256 * 1024;
    for (const at of [piece - 3, piece - 1, piece, 5 * piece - 2]) writer.stdout(utf8(`${"x".repeat(at)}nädel${"y".repeat(piece)}\n`));
    writer.stdout(utf8(`${"x".repeat(6 * piece)}\n`));
    assert.deepEqual(await rows("nädel"), [0, 1, 2, 3]);
    assert.deepEqual(await rows("DEL"), [0, 1, 2, 3]);
    assert.ok(pauses() > 0);
  });

  it("asks again for no more than what is new", async () => {
    const { writer, rows, pauses } = stage({ slotBytes: 1 << 20 });
    for (let line = 0; line < 60; line++) writer.stdout(utf8(`${"x".repeat(300_000)} end\n`));
    assert.equal((await rows("end")).length, 60);
    const before = pauses();
    writer.stdout(utf8("one more end\n"));
    assert.equal((await rows("END")).length, 61);
    assert.equal(pauses(), before);
  });

  it("forgets what has left, and what was cleared, even while it searches", async () => {
    const { trace, writer, rows, during } = stage({ disk: false, memoryBytes: 1 << 20, slotBytes: 1 << 17 });
    for (let line = 0; line < 3000; line++) writer.stdout(utf8(`{"jsonrpc":"2.0","method":"hit","params":{"n":${line}}}\n`));
    assert.deepEqual(await rows("hit"), naive(trace, "hit"));
    for (let line = 0; line < 9000; line++) writer.stdout(utf8(`{"jsonrpc":"2.0","method":"${line % 3 === 0 ? "hit" : "miss"}","params":{"n":${line}}}\n`));
    assert.ok(trace.evicted.frames > 3000);
    assert.deepEqual(await rows("hit"), naive(trace, "hit"));
    during.push(() => trace.clear(), () => writer.stdout(utf8("hit\n")));
    for (let line = 0; line < 100; line++) writer.stdout(utf8(`${"x".repeat(10_000)} miss\n`));
    assert.deepEqual(await rows("mis"), naive(trace, "mis"));
    assert.deepEqual(await rows("hit"), naive(trace, "hit"));
  });

  it("is given up with the page that wanted it", async () => {
    const { writer, search, during } = stage({ slotBytes: 1 << 20 });
    for (let line = 0; line < 60; line++) writer.stdout(utf8(`${"x".repeat(300_000)}\n`));
    during.push(() => search.dispose());
    await assert.rejects(search.search("x y"), /given up/);
    await assert.rejects(stage().search.search(""), /no text/);
  });

  it("finds what looking at every line finds", async () => {
    for (let seed = 0; seed < rounds(60, 2000); seed++) {
      const random = new Random(seed);
      const { trace, writer, rows } = stage({ slotBytes: 512 });
      const word = (): string => Array.from({ length: random.below(5) }, () => random.pick(["a", "b", "A", "B", "ab", "ß", "Ä", "ä", "{", " "])).join("");
      for (let line = 0; line < 60; line++) {
        const way = random.below(5);
        if (way === 0) writer.stderr(utf8(`${word()}\n`));
        else if (way === 1) writer.sent(utf8(word()));
        else writer.stdout(utf8(`${word()}${word()}${random.next() < 0.8 ? "\n" : ""}`));
      }
      for (let ask = 0; ask < 5; ask++) {
        const text = word() || "a";
        assert.deepEqual(await rows(text), naive(trace, text), `seed ${seed}: ${text}`);
      }
    }
  });
});
