import assert from "node:assert/strict";
import type { Exchange } from "../../../src/core/trace/exchange";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import type { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";
import { bytes, show, stage, write } from "./foldStage";

describe("exchange fold of a trace that is too small", () => {
  it("lets rows leave with their frames", () => {
    const { fold: folded, writer, trace } = stage(4);
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}\n< {"jsonrpc":"2.0","id":1,"result":{}}\n< x');
    assert.deepEqual(show(folded), ["0 client 1 a ok by 1", "2 frame"]);
    const seen: number[] = [];
    folded.onChange((links) => seen.push(...links));
    write(writer, "! to stderr\n! to stderr");
    assert.equal(trace.first, 1);
    // The answer is still held, but it belonged to the exchange that has left.
    assert.deepEqual([show(folded), folded.of(0), folded.of(1), seen], [["2 frame"], undefined, undefined, [1]]);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}\n< {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1}}');
    assert.deepEqual(show(folded).slice(-2), ["5 frame", "6 frame"]);
  });

  it("lets what is pending leave with its request, and nothing before", () => {
    const { fold: folded, writer, trace } = stage(4);
    const pending = (): readonly string[] => folded.pending(1).map(({ method }) => method);
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}\n> {"jsonrpc":"2.0","id":2,"method":"b"}\n< {"jsonrpc":"2.0","id":2,"method":"c"}');
    assert.deepEqual(pending(), ["a", "b", "c"]);
    for (const left of [["a", "b", "c"], ["b", "c"], ["c"], []]) {
      write(writer, "! x");
      assert.deepEqual(pending(), left, `from row ${trace.first} on`);
      assert.deepEqual(show(folded).map((row) => row.split(" ")[3]), left);
    }
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}');
    assert.deepEqual(show(folded), ["7 frame"]);
  });

  it("knows nothing of the request's params any more, and does not fail for that", () => {
    const { fold: folded, writer, trace } = stage(2);
    const asked = (): Exchange => {
      write(writer, '> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}');
      return folded.of(trace.next - 1) ?? assert.fail();
    };
    assert.equal(asked().subject, "echo");
    const held = asked();
    write(writer, "! x\n! x\n! x");
    assert.deepEqual([trace.at(held.request), held.subject, held.reason, held.method], [undefined, undefined, undefined, "tools/call"]);
  });

  it("announces the links whose rows have left, and no others", () => {
    const { trace, fold: folded, writer } = stage(4);
    const [other, third] = [trace.open({ server: "t", name: "t" }), trace.open({ server: "u", name: "u" })];
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}\n< a');
    write(other, "< b\n< c");
    const seen: (readonly number[])[] = [];
    // From now on somebody holds an exchange, and every row is folded at once.
    const held = folded.of(0);
    folded.onChange((links) => seen.push([...links].toSorted((one, two) => one - two)));
    for (let row = 0; row < 4; row++) write(third, "< d");
    assert.deepEqual([seen, held?.status], [[[1, 3], [1, 3], [2, 3], [2, 3]], "pending"]);
  });

  it("keeps the requests under one id in order when the oldest has left", () => {
    const { fold: folded, writer } = stage(5);
    const filler = "! x";
    write(writer, `> {"jsonrpc":"2.0","id":1,"method":"a"}\n${filler}\n${filler}\n> {"jsonrpc":"2.0","id":1,"method":"b"}\n> {"jsonrpc":"2.0","id":1,"method":"c"}\n! x`);
    assert.deepEqual(folded.pending(1).map((exchange) => exchange.method), ["b", "c"]);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}');
    assert.equal(folded.of(6)?.method, "b");
    assert.deepEqual(folded.pending(1).map((exchange) => exchange.method), ["c"]);
  });

  it("never throws, and is the same whether folded row by row or afterwards", () => {
    const random = new Random(31);
    for (let round = 0; round < rounds(60, 3000); round++) {
      const { trace, fold: folded, writer } = stage(random.pick([Number.POSITIVE_INFINITY, 20]));
      for (let line = 0; line < 60; line++) writeRandom(writer, random);
      if (trace.first === 0) assert.deepEqual(show(folded), show(new ExchangeFold(trace)), `round ${round}`);
      assertConsistent(folded, trace);
    }
  });

  it("shows of what is still there the same rows as if nothing had left, and answers whose request has left", () => {
    const random = new Random(32);
    for (let round = 0; round < rounds(60, 1000); round++) {
      const [short, whole] = [stage(20), stage()];
      for (let line = 0; line < 60; line++) {
        const seed = random.below(2 ** 32);
        for (const { writer } of [short, whole]) writeRandom(writer, new Random(seed));
        if (random.next() < 0.3) short.fold.pending(1);
      }
      const rowsOf = (fold: ExchangeFold): readonly string[] => fold.rows(1, 1000).rows.map(({ type, seq }) => `${type} ${seq}`);
      const { first } = short.trace;
      const [shown, all] = [new Set(rowsOf(short.fold)), new Set(rowsOf(whole.fold))];
      for (const row of whole.fold.rows(1, 1000).rows) if (row.seq >= first) assert.ok(shown.has(`${row.type} ${row.seq}`), `${row.type} ${row.seq} of round ${round} is missing`);
      for (const row of shown) if (!all.has(row)) assert.notEqual(whole.fold.of(Number(row.split(" ")[1])), undefined, `${row} of round ${round}`);
    }
  });
});

function writeRandom(writer: FrameWriter, random: Random): void {
  const text = random.next() < 0.6 ? smallTraffic(random) : randomMessage(random);
  const line = random.next() < 0.2 ? mutate(bytes(text), random) : bytes(text);
  const kind = random.next();
  if (kind < 0.4) writer.sent(line);
  else if (kind < 0.9) writer.stdout(new Uint8Array([...line, 0x0a]));
  else if (kind < 0.98) writer.stderr(new Uint8Array([...line, 0x0a]));
  else writer.host({ type: "closed", closed: { how: "failed", message: "x" } });
}

/** Messages with so few ids that they meet. */
function smallTraffic(random: Random): string {
  const id = random.pick(["1", "2", '"1"', "null"]);
  const one = (): string =>
    random.pick([
      `{"jsonrpc":"2.0","id":${id},"method":"a","params":{"_meta":{"progressToken":${id}}}}`,
      `{"jsonrpc":"2.0","id":${id},"result":{}}`,
      `{"jsonrpc":"2.0","id":${id},"error":{"code":1,"message":"x"}}`,
      `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`,
      `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${id}}}`,
    ]);
  return random.next() < 0.15 ? `[${one()},${one()}]` : one();
}

function assertConsistent(folded: ExchangeFold, trace: RingTrace): void {
  const { rows, total } = folded.rows(1, 1e9);
  assert.equal(rows.length, total);
  const exchanges = rows.flatMap((row) => (row.type === "exchange" ? [row.exchange] : []));
  const [pending, expected] = [folded.pending(1), exchanges.filter((exchange) => exchange.status === "pending").toReversed()];
  assert.deepEqual(pending.map(({ request }) => request), expected.map(({ request }) => request));
  assert.ok(pending.every((exchange, index) => exchange === expected[index]), "one exchange as two objects");
  for (const row of rows) assert.ok(row.seq >= trace.first, "a row whose frame has left");
  for (const [newer, older] of rows.map((row, index) => [row, rows[index + 1]] as const)) assert.ok(!older || older.seq <= newer.seq, "rows out of order");
  for (const exchange of exchanges) assertExchange(exchange);
}

function assertExchange(exchange: Exchange): void {
  const { status, answer, ended, extraAnswers } = exchange;
  assert.equal(ended === undefined, status === "pending");
  assert.equal(answer !== undefined, ["ok", "error", "tool-error", "malformed"].includes(status));
  if (extraAnswers.length > 0) assert.notEqual(status, "pending");
}
