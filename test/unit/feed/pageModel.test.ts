import assert from "node:assert/strict";
import { PageModel } from "../../../src/core/feed/model/pageModel";
import type { Entry, View } from "../../../src/core/feed/model/trafficModel";
import type { FeedMessage } from "../../../src/core/feed/protocol";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { Random } from "../../support/random";
import { ModelFeed } from "./modelFeed";
import { ModelTraffic } from "./modelTraffic";

const PLAIN: View = { matches: undefined, sort: { column: "time", descending: false }, range: undefined, expanded: new Set() };

/** A page with a model, and a server on whose link a test writes. */
function stage() {
  const traffic = new ModelTraffic(new Random(1));
  const writer = traffic.trace.open({ server: "s", name: "Server" });
  const model = new PageModel();
  const feed = new ModelFeed(traffic, new Random(1), (message) => model.take(message));
  const send = (): void => {
    do feed.send();
    while (feed.behind > 0);
    model.update();
  };
  /** `>` lines of the client, `<` lines of the server, `!` lines of stderr, a millisecond after one another. */
  const write = (script: string): void => {
    for (const line of script.split("\n").map((text) => text.trim()).filter((text) => text !== "")) writeLine(writer, line);
    send();
  };
  const writeLine = (to: FrameWriter, line: string): void => {
    traffic.now++;
    const bytes = new Uint8Array(Buffer.from(line.slice(2)));
    if (line.startsWith(">")) to.sent(bytes);
    else if (line.startsWith("!")) to.stderr(new Uint8Array(Buffer.from(`${line.slice(2)}\n`)));
    else to.stdout(new Uint8Array(Buffer.from(`${line.slice(2)}\n`)));
  };
  return { traffic, model, feed, write, send };
}

/** Each line of the table, nested ones indented. */
function lines(model: PageModel): readonly string[] {
  return Array.from({ length: model.lines }, (_, line) => show(model.entryAt(line)));
}

function show(entry: Entry | undefined): string {
  if (!entry) return "nothing";
  const { seq, kind, method, subject, status, depth } = entry;
  return `${depth === 1 ? "  " : ""}${[seq, method ?? kind, subject, status].filter((part) => part !== undefined).join(" ")}`;
}

const CALL = '> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","_meta":{"progressToken":1}}}';
const OTHER = '> {"jsonrpc":"2.0","id":2,"method":"ping"}';
const PROGRESS = '< {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}';
const LOG = '< {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}';
const QUESTION = '< {"jsonrpc":"2.0","id":"q","method":"roots/list"}';
const ANSWER = '< {"jsonrpc":"2.0","id":1,"result":{}}';

describe("PageModel", () => {
  it("shows a call and its answer as one entry, at the place of the call", () => {
    const { model, write } = stage();
    write(`${CALL}\n! hello`);
    assert.deepEqual(lines(model), ["0 tools/call echo pending", "1 stderr"]);
    write(ANSWER);
    assert.deepEqual(lines(model), ["0 tools/call echo ok", "1 stderr"]);
    const entry = model.entryAt(0);
    assert.equal(entry?.answer, 2);
    assert.equal((entry?.ended ?? 0) - (entry?.time ?? 0), 2);
    assert.equal(entry?.answerSize, ANSWER.length - 2);
    assert.deepEqual(model.rowsOf(2), [0, 2], "the answer belongs to the call");
    assert.equal(model.entryOf(2)?.seq, 0);
    assert.deepEqual(model.rowAt(2), { seq: 2, kind: "result", from: "server", link: entry?.link, method: undefined, time: (entry?.time ?? 0) + 2, size: ANSWER.length - 2 });
  });

  it("knows the server of a row however many links there have been", () => {
    const { traffic, model, send } = stage();
    for (let link = 0; link < 2 ** 16; link++) traffic.trace.open({ server: "s", name: "one of many" });
    const late = traffic.trace.open({ server: "late", name: "Late" });
    late.stderr(new Uint8Array(Buffer.from("one\ntwo\n")));
    send();
    assert.deepEqual([model.entryAt(0)?.link?.name, model.entryAt(1)?.link?.name], ["Late", "Late"]);
  });

  it("nests what the server did under the only call that was on its way", () => {
    const { model, write } = stage();
    write([CALL, PROGRESS, LOG, QUESTION, ANSWER, LOG].join("\n"));
    assert.deepEqual(lines(model), ["0 tools/call echo ok", "5 notifications/message"]);
    model.setView({ ...PLAIN, expanded: new Set([0]) });
    assert.deepEqual(lines(model), ["0 tools/call echo ok", "  1 notifications/progress", "  2 notifications/message", "  3 roots/list pending", "5 notifications/message"]);
    assert.equal(model.entryAt(0)?.children, 3);
    assert.equal(model.entryOf(2)?.parent, 0);
    assert.deepEqual([model.lineOf(3), model.lineOf(5)], [3, 4]);
    assert.deepEqual(model.childrenOf(0, 2).map(({ seq }) => seq), [1, 2]);
  });

  it("nests under no call what any of two may have caused, but for progress, which says whose it is", () => {
    const { model, write } = stage();
    write([CALL, OTHER, LOG, PROGRESS, ANSWER, LOG].join("\n"));
    assert.deepEqual(lines(model), ["0 tools/call echo ok", "1 ping pending", "2 notifications/message"]);
    model.setView({ ...PLAIN, expanded: new Set([0, 1]) });
    assert.deepEqual(lines(model), ["0 tools/call echo ok", "  3 notifications/progress", "1 ping pending", "  5 notifications/message", "2 notifications/message"]);
  });

  it("gives what a filter is about a line of its own where the call that caused it does not match", () => {
    const { model, write } = stage();
    write([CALL, LOG, ANSWER].join("\n"));
    model.setView({ ...PLAIN, matches: ({ kind }) => kind === "notification" });
    assert.deepEqual(lines(model), ["1 notifications/message"]);
    assert.deepEqual([model.shown, model.entries], [1, 2]);
  });

  it("follows a filter by status when the answer comes", () => {
    const { model, write } = stage();
    model.setView({ ...PLAIN, matches: ({ status }) => status === "error" });
    write([CALL, OTHER].join("\n"));
    assert.deepEqual(lines(model), []);
    write('< {"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"no"}}');
    assert.deepEqual(lines(model), ["1 ping error"]);
    assert.equal(model.histogram(10)?.bad.reduce((sum, count) => sum + count, 0), 1);
  });

  it("shows a call that takes too long as soon as it does", () => {
    const { traffic, model, write, send } = stage();
    model.setView({ ...PLAIN, matches: ({ duration }) => duration !== undefined && duration > 500 });
    write(CALL);
    assert.deepEqual(lines(model), []);
    traffic.now += 501;
    send();
    assert.deepEqual(lines(model), ["0 tools/call echo pending"]);
    write(ANSWER);
    assert.deepEqual(lines(model), ["0 tools/call echo ok"]);
  });

  it("asks a filter by what rows have in common a few times, however many rows there are", () => {
    const { model, write } = stage();
    write(Array.from({ length: 2000 }, () => `${LOG}\n! oops`).join("\n"));
    let asked = 0;
    model.setView({
      ...PLAIN,
      matches: ({ kind, server }) => {
        asked++;
        return kind === "stderr" && server === "Server";
      },
    });
    assert.equal(model.lines, 2000);
    assert.ok(asked < 10, `asked ${asked} times`);
  });

  it("knows which texts were found, also in rows that come later", () => {
    const { model, write } = stage();
    write([CALL, LOG].join("\n"));
    model.setView({ ...PLAIN, matches: (facts) => facts.contains("Foo") });
    assert.deepEqual(lines(model), [], "nothing is found before the host has searched");
    model.setFound("FOO", Float64Array.of(2));
    assert.deepEqual(lines(model), []);
    write(ANSWER);
    assert.deepEqual(lines(model), ["0 tools/call echo ok"], "the answer holds the text");
  });

  it("tells values with how many entries have them", () => {
    const { model, write } = stage();
    write([CALL, LOG, LOG, ANSWER, OTHER].join("\n"));
    assert.deepEqual(model.values("method"), [{ value: "notifications/message", count: 2 }, { value: "ping", count: 1 }, { value: "tools/call", count: 1 }]);
    assert.deepEqual(model.values("status"), [{ value: "ok", count: 1 }, { value: "pending", count: 1 }]);
    assert.deepEqual(model.values("tool"), [{ value: "echo", count: 1 }]);
    assert.deepEqual([model.values("prompt"), model.values("resource")], [[], []], "a tool is no prompt, whatever its name");
    assert.deepEqual(model.values("kind"), [{ value: "notification", count: 2 }, { value: "request", count: 2 }]);
  });

  it("begins anew when another session is opened, and keeps its words when this one is cleared", () => {
    const { model, traffic, write } = stage();
    write([CALL, LOG].join("\n"));
    model.take({ type: "cleared", first: 2, next: 2 });
    assert.equal(model.update(), true);
    assert.deepEqual([lines(model), model.entries, model.first, model.next, model.span, model.histogram(5)], [[], 0, 2, 2, undefined, undefined]);
    const again: FeedMessage[] = [];
    const feed = new ModelFeed(traffic, new Random(1), (message) => again.push(message));
    while (feed.behind > 0) feed.send();
    for (const message of again) model.take(message);
    model.update();
    assert.deepEqual(lines(model), ["0 tools/call echo pending"]);
    assert.equal(model.update(), false, "nothing was taken since");
  });

  it("tells that something was taken", () => {
    const { model, write } = stage();
    let told = 0;
    model.onDirty(() => told++);
    write(CALL);
    assert.ok(told > 0);
  });

  it("shows the same over many blocks, however they came", () => {
    const traffic = new ModelTraffic(new Random(5));
    traffic.write(36_000);
    const load = (seed: number): PageModel => {
      const model = new PageModel();
      const feed = new ModelFeed(traffic, new Random(seed), (message) => model.take(message));
      model.setView({ ...PLAIN, matches: ({ from, size }) => from !== "host" && size > 80, sort: { column: "size", descending: false } });
      while (feed.behind > 0) feed.send(() => void model.update());
      model.update();
      return model;
    };
    const [one, two] = [load(1), load(2)];
    assert.ok(one.next > 32_768 && one.lines > 5000, "three blocks are in use");
    for (const view of [one.view, PLAIN]) {
      for (const model of [one, two]) model.setView(view);
      assert.equal(one.lines, two.lines);
      for (let line = 0; line < one.lines; line++) assert.equal(show(one.entryAt(line)), show(two.entryAt(line)));
      for (let line = 0; line < one.lines; line += 97) {
        assert.deepEqual(one.entryAt(line), two.entryAt(line));
        assert.equal(one.lineOf(one.entryAt(line)?.seq ?? -1), line);
      }
    }
    assert.deepEqual(one.histogram(100), two.histogram(100));
  });
});
