import * as assert from "node:assert/strict";
import { behaviourText } from "../../../src/core/trace/diff/text/behaviourText";
import { layOut } from "../../../src/core/trace/diff/text/layOut";
import { toolLists } from "../../../src/core/trace/diff/text/toolLists";
import { toolsText } from "../../../src/core/trace/diff/text/toolsText";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { latestPages } from "../../../src/core/trace/statistics/latestPages";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { FakeClock } from "../../support/fakeClock";
import { finish } from "../../support/finish";
import { Random, rounds } from "../../support/random";

interface Traffic {
  readonly trace: RingTrace;
  readonly exchanges: ExchangeFold;
  open(server: string): FrameWriter;
}

function traffic(): Traffic {
  const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
  return { trace, exchanges: new ExchangeFold(trace), open: (server) => trace.open({ server, name: server }) };
}

const sent = (writer: FrameWriter, message: object): void => void writer.sent(Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message })));
const got = (writer: FrameWriter, message: object): void => void writer.stdout(Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`));

function call(writer: FrameWriter, id: number, name: string, text: string): void {
  sent(writer, { id, method: "tools/call", params: { name, arguments: { a: 1, b: [true] }, _meta: { progressToken: id } } });
  got(writer, { id, result: { content: [{ type: "text", text }] } });
}

const textOf = (options: Parameters<typeof behaviourText>[0]): string => [...behaviourText(options)].join("");

async function toolsOf({ trace, exchanges }: Traffic, link: number): Promise<string | undefined> {
  const pages = await latestPages(finish(toolLists(trace, exchanges)).get(link) ?? [], (seq) => {
    const [request, answer] = [trace.at(seq), trace.at(exchanges.of(seq)?.answer ?? -1)];
    return Promise.resolve(request && answer && { request: request.bytes(), answer: answer.bytes() });
  });
  return pages && [...toolsText(pages)].join("");
}

describe("what a server did, as a text to compare", () => {
  it("is the same when only ids, tokens, times, processes and the order of the streams differ", () => {
    const [one, other] = [traffic(), traffic()];
    const first = one.open("a");
    first.host({ type: "spawned", pid: 11, command: "node", args: ["a.js"], cwd: "/" });
    call(first, 1, "x", "yes");
    first.stderr(Buffer.from("log\n"));
    got(first, { method: "notifications/progress", params: { progressToken: 1, progress: 1 } });
    call(first, 2, "y", "no");
    const second = other.open("a");
    second.host({ type: "spawned", pid: 99, command: "node", args: ["a.js"], cwd: "/" });
    second.stderr(Buffer.from("log\n"));
    call(second, 71, "x", "yes");
    call(second, 72, "y", "no");
    got(second, { method: "notifications/progress", params: { progressToken: 71, progress: 1 } });
    assert.equal(textOf(one), textOf(other));
    assert.equal(textOf({ ...one, link: first.link }), textOf({ ...other, link: second.link }));
  });

  it("lays out arguments and results, and keeps the lines of a text, so that one line of it differs", () => {
    const lines = (text: string): string[] => {
      const each = traffic();
      call(each.open("a"), 1, "x", text);
      return textOf(each).split("\n");
    };
    const [one, other] = [lines("first\nsecond\nthird"), lines("first\n2nd\nthird")];
    assert.deepEqual(one.filter((line) => line.includes("→")), ["→ tools/call x [ok]"]);
    const differing = one.flatMap((line, index) => (line === other[index] ? [] : [[line.trim(), other[index]?.trim()]]));
    assert.deepEqual(differing, [["| second", "| 2nd"]]);
    assert.ok(one.includes('  "arguments": {') && one.includes('    "a": 1'), one.join("\n"));
  });

  it("tells of the servers of a session by name, whichever talked first, and of one run alone without saying which one it is", () => {
    const [one, other] = [traffic(), traffic()];
    for (const name of ["a", "b"]) call(one.open(name), 1, "x", name);
    for (const name of ["b", "a"]) call(other.open(name), 1, "x", name);
    assert.equal(textOf(one), textOf(other));
    assert.match(textOf(one), /a, run 1 =+\n[^]*b, run 1 =+\n/);
    const again = one.open("a");
    call(again, 1, "x", "a");
    assert.equal(textOf({ ...one, link: again.link }), textOf({ ...one, link: 1 }));
  });

  it("is bounded, and says how much was left out", () => {
    const each = traffic();
    const writer = each.open("a");
    for (let id = 0; id < 50; id++) call(writer, id, "x", "");
    const text = textOf({ ...each, mostEntries: 20 });
    assert.equal(text.match(/→/g)?.length, 20);
    assert.match(text, /\(30 more entries are left out: .*wirelight diff/);
    call(writer, 99, "large", "x".repeat(100_000));
    call(writer, 100, "huge", "x".repeat(2_000_000));
    const whole = textOf(each);
    assert.ok(whole.length < 60_000, `${whole.length}`);
    assert.match(whole, /more characters/);
    assert.match(whole, /huge \[ok\]\n\(2\.0 MB, too large to be laid out\)/);
  });

  it("comes with breaks, also while it looks for the rows of one run among many of others", () => {
    const each = traffic();
    const loud = each.open("loud");
    const line = `${JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: { data: "x" } })}\n`;
    for (let row = 0; row < 40; row++) loud.stdout(Buffer.from(line.repeat(1000)));
    const quiet = each.open("quiet");
    call(quiet, 1, "x", "");
    const breaks = [...behaviourText({ ...each, link: quiet.link })].filter((piece) => piece === "");
    assert.ok(breaks.length >= 40, `${breaks.length} breaks in 40,000 rows`);
  });

  it("bears everything that a server may send", () => {
    const random = new Random(77);
    for (let round = 0; round < rounds(40, 2000); round++) {
      const each = traffic();
      const writer = each.open("a\u202e\n");
      for (let row = 0; row < 25; row++) {
        const message = new Uint8Array(Buffer.from(randomMessage(random)));
        const bytes = random.next() < 0.5 ? mutate(message, random) : message;
        if (random.next() < 0.5) writer.sent(bytes);
        else writer.stdout(Uint8Array.from([...bytes, 10]));
      }
      assert.doesNotMatch(textOf(each), /[\u202e\u2028\0\ud800-\udbff](?![\udc00-\udfff])/);
    }
    const each = traffic();
    each.open("a").stdout(Buffer.from(`{"jsonrpc":"2.0","method":"m","params":{"x":${"[".repeat(10_000)}${"]".repeat(10_000)}}}\n`));
    assert.match(textOf(each), /nested too deep/);
  });

  it("does not depend on the order of members, and begins with what says what a value is", () => {
    assert.equal(layOut({ b: 1, a: [], name: "n" }), layOut({ name: "n", a: [], b: 1 }));
    assert.equal(layOut({ b: {}, a: null, name: "n" }), '{\n  "name": "n"\n  "a": null\n  "b": {}\n}');
  });
});

describe("the tools of a server, as a text to compare", () => {
  function listed(writer: FrameWriter, id: number, tools: readonly object[], cursor?: string, nextCursor?: string): void {
    sent(writer, { id, method: "tools/list", ...(cursor !== undefined && { params: { cursor } }) });
    got(writer, { id, result: { tools, nextCursor } });
  }
  const echo = { name: "echo", inputSchema: { type: "object" } };
  const add = { name: "add", description: "Adds" };

  it("is the same for the same tools, in any order and in any number of pages", async () => {
    const each = traffic();
    const [one, other] = [each.open("a"), each.open("b")];
    listed(one, 1, [echo, add]);
    listed(other, 1, [add], undefined, "next");
    listed(other, 2, [{ inputSchema: { type: "object" }, name: "echo" }], "next");
    const text = await toolsOf(each, one.link);
    assert.equal(text, await toolsOf(each, other.link));
    assert.match(text ?? "", /^2 tools\n\nadd\n\{\n {2}"name": "add"\n {2}"description": "Adds"\n\}\n\necho\n/);
  });

  it("is that of the newest list, and says when pages are missing", async () => {
    const each = traffic();
    const writer = each.open("a");
    listed(writer, 1, [echo]);
    listed(writer, 2, [add], undefined, "more");
    const text = (await toolsOf(each, writer.link)) ?? "";
    assert.match(text, /^1 tool\n\n\(The list is not complete/);
    assert.doesNotMatch(text, /echo/);
  });

  it("is bounded, says how much was left out, and comes with breaks", () => {
    const large = Array.from({ length: 300 }, (_, index) => ({ name: `tool ${index}`, description: "x".repeat(60_000) }));
    const pieces = [...toolsText({ results: [{ tools: large }], wireBytes: 1, complete: true })];
    const text = pieces.join("");
    assert.ok(text.length < 8_200_000, `${text.length}`);
    const shown = text.match(/^tool \d+$/gm)?.length ?? 0;
    assert.match(text, new RegExp(`^300 tools\n[^]*\n\\(${300 - shown} more tools are left out`));
    assert.ok(pieces.length > shown, `${pieces.length} pieces`);
  });

  it("is nothing where no list was answered", async () => {
    const each = traffic();
    const writer = each.open("a");
    sent(writer, { id: 1, method: "tools/list" });
    got(writer, { id: 1, error: { code: -1, message: "no" } });
    assert.equal(await toolsOf(each, writer.link), undefined);
  });
});
