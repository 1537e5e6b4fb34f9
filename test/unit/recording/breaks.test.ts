import * as assert from "node:assert/strict";
import { namesSecret } from "../../../src/core/server/config/namesSecret";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { PRODUCT } from "../../../src/core/base/product";
import { exporters } from "../../../src/core/trace/export/exporters";
import { RowSet } from "../../../src/core/trace/recording/rowSet";
import { allRows, collectRows, rowsOf } from "../../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../../src/core/trace/recording/writeRecording";
import { Redactor } from "../../../src/core/trace/redact/redactor";
import { scanSecrets } from "../../../src/core/trace/redact/scanSecrets";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { IdentityCache } from "../../../src/core/trace/store/identityCache";
import { FakeClock } from "../../support/fakeClock";
import { Random, rounds } from "../../support/random";

const ROWS = 20_000;

/** Rows that are asked for between two breaks, at most. */
function longestStep(work: (rows: Iterable<number>) => Iterable<unknown>, rows: Iterable<number>): number {
  let [asked, longest] = [0, 0];
  const counted = {
    *[Symbol.iterator](): Generator<number> {
      for (const row of rows) {
        asked++;
        yield row;
      }
    },
  };
  for (const step of work(counted)) {
    assert.notEqual(step, null);
    longest = Math.max(longest, asked);
    asked = 0;
  }
  return Math.max(longest, asked);
}

describe("work on all rows of a large trace", () => {
  const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
  const exchanges = new ExchangeFold(trace);

  before(() => {
    const writer = trace.open({ server: "a", name: "a" });
    const lines = Array.from({ length: 1000 }, (_, row) => `{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"x"${row === 7 ? ',"token":"abcd1234efgh"' : ""}}}\n`).join("");
    for (let row = 0; row < ROWS; row += 1000) writer.stdout(Buffer.from(lines));
  });

  it("has breaks while secrets are looked for, from the first row on", () => {
    const redactor = new Redactor({ isSecretName: namesSecret });
    const longest = longestStep((rows) => scanSecrets(trace, rows, redactor), allRows(trace));
    assert.ok(longest < 5000, `${longest} of ${ROWS} rows in one step`);
    assert.equal(redactor.secrets[0]?.places, ROWS / 1000);
  });

  it("has breaks while rows are written, with and without secrets", () => {
    for (const redactor of [undefined, new Redactor({ isSecretName: namesSecret })]) {
      const longest = longestStep((rows) => writeRecording(trace, rows, { product: "p", saved: 0, redactor }), allRows(trace));
      assert.ok(longest < 2000, `${longest} of ${ROWS} rows in one step`);
    }
  });

  it("has breaks while the rows of entries are collected, also where hardly any is wanted", () => {
    assert.equal(longestStep((rows) => collectRows(trace, exchanges, rows), allRows(trace)), 1);
    const none = Array.from({ length: 1000 }, () => undefined);
    assert.equal([...collectRows(trace, exchanges, none)].length, 1000);
  });

  it("has breaks while they are exported in any format, all of them or very many", () => {
    const traffic = { trace, exchanges, redact: (text: string) => text, environment: { product: PRODUCT, facts: [], now: 0 }, findings: [] };
    for (const [format, exporter] of Object.entries(exporters)) {
      const longest = longestStep((seqs) => exporter({ ...traffic, seqs }), allRows(trace));
      assert.ok(longest <= 500, `${format}: ${longest} of ${ROWS} rows in one step`);
      const pieces = [...exporter(traffic)].length;
      assert.ok(pieces >= ROWS / 500, `${format}: ${pieces} steps for ${ROWS} rows`);
    }
  });

  it("can go through the rows more than once", () => {
    const rows = allRows(trace);
    assert.deepEqual([[...rows].length, [...rows].length], [ROWS, ROWS]);
  });

  it("finds a row at a glance as it is, and remembers it for nobody", () => {
    for (const seq of [0, 7, ROWS - 1]) assert.equal(trace.glance(seq)?.text(), trace.at(seq)?.text());
    assert.equal(trace.glance(ROWS), undefined);
    assert.equal(trace.glance(-1), undefined);
    assert.equal(trace.glance(0.5), undefined);
    const held = trace.at(3);
    for (const seq of allRows(trace)) trace.glance(seq);
    assert.equal(trace.at(3), held, "who holds a row still gets the same one");
  });
});

describe("a set of rows", () => {
  it("has every row once and in order, wherever it lies", () => {
    const random = new Random(5);
    for (let round = 0; round < rounds(100, 3000); round++) {
      const first = random.below(20);
      const set = new RowSet(first, first + random.below(30));
      const rows = Array.from({ length: random.below(40) }, () => random.below(70));
      for (const row of rows) set.add(row);
      const expected = [...new Set(rows)].sort((one, other) => one - other);
      assert.deepEqual([...set], expected);
      assert.deepEqual([...set], expected, "once more");
      for (let row = 0; row < 70; row++) assert.equal(set.has(row), rows.includes(row));
    }
  });

  it("is what the rows of entries are, whatever order they are given in", () => {
    const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    const exchanges = new ExchangeFold(trace);
    const writer = trace.open({ server: "a", name: "a" });
    for (let id = 0; id < 3; id++) writer.sent(Buffer.from(`{"jsonrpc":"2.0","id":${id},"method":"m"}`));
    for (let id = 2; id >= 0; id--) writer.stdout(Buffer.from(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`));
    assert.deepEqual(rowsOf(trace, exchanges, [5, 1]), [0, 1, 4, 5]);
    assert.deepEqual(rowsOf(trace, exchanges, [99, 3]), [2, 3, 99], "a row that is not there is for the writer to count");
  });
});

describe("objects made on demand", () => {
  it("are one and the same while somebody holds them, among very many that nobody does", () => {
    const cache = new IdentityCache<{ readonly key: number }>();
    const make = (key: number) => (): { readonly key: number } => ({ key });
    const held = [1, 64, 65, 9999].map((key) => cache.get(key, make(key)));
    for (let key = 0; key < 50_000; key++) cache.get(key, make(key));
    for (const each of held) assert.equal(cache.get(each.key, () => assert.fail("it is made anew")), each);
    assert.ok(cache.size >= held.length && cache.size <= 50_000);
    cache.clear();
    assert.equal(cache.size, 0);
    assert.equal(cache.peek(1), undefined);
  });
});
