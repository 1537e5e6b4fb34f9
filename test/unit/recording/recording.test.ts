import * as assert from "node:assert/strict";
import { printFrame } from "../../../src/core/trace/print";
import type { Recording } from "../../../src/core/trace/recording/recording";
import { RECORDING_VERSION } from "../../../src/core/trace/recording/recordingFormat";
import { readRecording } from "../../../src/core/trace/recording/readRecording";
import { RecordingReader } from "../../../src/core/trace/recording/recordingReader";
import { allRows, rowsOf } from "../../../src/core/trace/recording/rowsOf";
import { upgrade, UPGRADERS } from "../../../src/core/trace/recording/upgrade";
import { type RecordingOptions, writeRecording } from "../../../src/core/trace/recording/writeRecording";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Trace } from "../../../src/core/trace/trace";
import { FakeClock } from "../../support/fakeClock";
import { Random, rounds } from "../../support/random";
import { framesOf } from "../../support/script";
import { seenIn, writeTraffic } from "../trace/traceModel";

const OPTIONS: RecordingOptions = { product: "wirelight 0.0.0", saved: 5 };
const UNLIMITED = { session: "opened", memoryBytes: Number.POSITIVE_INFINITY };
const HEADER = '{"mcptrace":1,"product":"p","session":"s","saved":1}';
const LINK = '{"link":3,"server":"id","name":"one","run":2,"opened":7}';

function newTrace(clock: FakeClock, capBytes?: number): RingTrace {
  return new RingTrace(clock, { session: "session-1", memoryBytes: Number.POSITIVE_INFINITY, capBytes });
}

function save(trace: Trace, options = OPTIONS, rows: Iterable<number> = allRows(trace)): string {
  return [...writeRecording(trace, rows, options)].join("");
}

function open(text: string): Recording {
  return readRecording(text.split("\n"), new FakeClock(), UNLIMITED);
}

function printed(trace: Trace): readonly string[] {
  return framesOf(trace).map((frame) => `${trace.link(frame.link)?.name} ${trace.link(frame.link)?.run} ${printFrame(frame, { verbosity: "verbose", since: 0 })}`);
}

describe("a recording", () => {
  it("opens as what was saved, whatever crossed the wire: every byte, time, event and ending", async () => {
    for (let seed = 1; seed <= rounds(20, 400); seed++) {
      const clock = new FakeClock(1_790_000_000_000.25);
      const trace = newTrace(clock, seed % 3 === 0 ? 300 : undefined);
      const writers = ["a", "b", "b"].map((server) => trace.open({ server, name: `${server}\u202e "x"\n` }));
      await writeTraffic(writers, clock, new Random(seed), 60, seed % 3 === 0 ? 300 : undefined);
      const opened = open(save(trace));
      assert.deepEqual(opened.problems, [], `seed ${seed}`);
      // Links are numbered anew in the order of their first rows.
      const links = [...new Set(seenIn(trace).map(({ link }) => link))];
      assert.deepEqual(seenIn(opened.trace), seenIn(trace).map((row) => ({ ...row, link: links.indexOf(row.link) + 1 })), `seed ${seed}`);
      assert.deepEqual(printed(opened.trace), printed(trace), `seed ${seed}`);
      assert.deepEqual(opened.trace.links(), links.map((link, index) => ({ ...trace.link(link), link: index + 1 })), `seed ${seed}`);
    }
  });

  it("is the same text when it is saved again", async () => {
    const clock = new FakeClock(1);
    const trace = newTrace(clock);
    await writeTraffic([trace.open({ server: "a", name: "a" })], clock, new Random(9), 80);
    const text = save(trace);
    const again = save(open(text).trace);
    assert.equal(again, text.replace('"session":"session-1"', '"session":"opened"'));
  });

  it("can be replayed: the lines of the server, sent through a wire again, are the same rows", async () => {
    const clock = new FakeClock(1);
    const trace = newTrace(clock);
    await writeTraffic([trace.open({ server: "a", name: "a" })], clock, new Random(4), 80);
    const { trace: opened } = open(save(trace));
    const replay = newTrace(clock);
    const wire = replay.open({ server: "a", name: "a" });
    for (const { kind, from, event, ending, bytes } of framesOf(opened).map((frame) => ({ ...frame, bytes: frame.bytes() }))) {
      const stream = kind === "stderr" ? "stderr" : "stdout";
      if (event) wire.host(event);
      else if (from === "client") wire.sent(bytes);
      else wire[stream](Buffer.concat([bytes, Buffer.from(ending === "lf" ? "\n" : ending === "crlf" ? "\r\n" : "")]));
      if (ending === "none" && !event && from !== "client") wire.end(stream);
    }
    const lines = (rows: Trace): readonly string[] => framesOf(rows).map((frame) => printFrame(frame, { verbosity: "verbose" }));
    assert.deepEqual(lines(replay), lines(opened));
  });

  it("is one line of JSON for each thing, the header first and the end last", () => {
    const trace = newTrace(new FakeClock(1000));
    const writer = trace.open({ server: "id", name: "Name" });
    writer.sent(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping"}'));
    writer.stdout(Buffer.from('{"jsonrpc":"2.0","id":1,"result":{}}\r\n'));
    writer.stderr(Buffer.from([0xff, 0x0a]));
    writer.host({ type: "stdin-closed" });
    assert.deepEqual(save(trace, { ...OPTIONS, marks: new Map([[1, "slow?"]]) }).split("\n"), [
      `{"mcptrace":${RECORDING_VERSION},"product":"wirelight 0.0.0","session":"session-1","saved":5}`,
      '{"link":1,"server":"id","name":"Name","run":1,"opened":1000}',
      '{"time":1000,"link":1,"client":"{\\"jsonrpc\\":\\"2.0\\",\\"id\\":1,\\"method\\":\\"ping\\"}"}',
      '{"time":1000,"link":1,"server":"{\\"jsonrpc\\":\\"2.0\\",\\"id\\":1,\\"result\\":{}}","ending":"crlf","mark":"slow?"}',
      '{"time":1000,"link":1,"stderr":{"base64":"/w=="}}',
      '{"time":1000,"link":1,"host":{"type":"stdin-closed"}}',
      '{"end":4,"missing":0,"hidden":0}',
      "",
    ]);
  });

  it("keeps marks and their comments with their rows, also of a part of the traffic", () => {
    const trace = newTrace(new FakeClock());
    const writer = trace.open({ server: "a", name: "a" });
    for (let id = 0; id < 5; id++) writer.sent(Buffer.from(`{"jsonrpc":"2.0","id":${id},"method":"m"}`));
    const opened = open(save(trace, { ...OPTIONS, marks: new Map([[1, "not in it"], [3, ""], [4, "é"]]) }, [2, 3, 4]));
    assert.deepEqual([...opened.marks], [[1, ""], [2, "é"]]);
  });

  it("takes the whole exchange when one of its rows is chosen", () => {
    const trace = newTrace(new FakeClock());
    const exchanges = new ExchangeFold(trace);
    const writer = trace.open({ server: "a", name: "a" });
    writer.sent(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","_meta":{"progressToken":1}}}'));
    writer.stderr(Buffer.from("other\n"));
    writer.stdout(Buffer.from('{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}\n'));
    writer.stdout(Buffer.from('{"jsonrpc":"2.0","id":1,"result":{}}\n'));
    assert.deepEqual(rowsOf(trace, exchanges, [3]), [0, 2, 3]);
    assert.deepEqual(rowsOf(trace, exchanges, [1, 0]), [0, 1, 2, 3]);
    assert.deepEqual(rowsOf(trace, exchanges, [2]), [2], "progress is an entry by itself");
    exchanges.dispose();
  });

  it("cuts long lines into parts and puts them together again", () => {
    const trace = newTrace(new FakeClock());
    const writer = trace.open({ server: "a", name: "a" });
    // Pairs of surrogates and bytes that are no UTF-8, wherever the cuts are.
    writer.stdout(Buffer.from(`{"jsonrpc":"2.0","id":1,"result":{"t":"${"a".repeat(262_144 - 41)}${"😀é".repeat(600_000)}"}}\n`));
    writer.stderr(Buffer.concat([Buffer.alloc(1_300_000, 0xfe), Buffer.from("\n")]));
    const text = save(trace);
    assert.ok(text.split("\n").length > 8);
    for (const line of text.split("\n")) assert.ok(line.length < 1_100_000);
    const opened = open(text);
    assert.deepEqual(opened.problems, []);
    for (const seq of [0, 1]) assert.ok(Buffer.from(opened.trace.at(seq)?.bytes() ?? []).equals(Buffer.from(trace.at(seq)?.bytes() ?? [])));
  });

  it("comes in pieces, between which other work can be done and the trace may go on", () => {
    const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: 512 * 1024, parts: { slotBytes: 32 * 1024, blockShift: 7 } });
    const writer = trace.open({ server: "a", name: "a" });
    const line = Buffer.from(`{"jsonrpc":"2.0","method":"n","params":{"text":"${"x".repeat(300)}"}}\n`);
    const fill = (): void => {
      for (let round = 0; round < 2000; round++) writer.stdout(line);
    };
    fill();
    const rows = [...allRows(trace)];
    let text = "";
    for (const piece of writeRecording(trace, rows, OPTIONS)) {
      assert.ok(piece.length < 100_000);
      text += piece;
      fill();
    }
    const opened = open(text);
    assert.ok(opened.missing > 0);
    assert.equal(opened.trace.next + opened.missing, rows.length, "what left meanwhile is counted");
    assert.deepEqual(opened.problems, []);
  });
});

describe("reading a recording", () => {
  const problemsOf = (...lines: readonly string[]): readonly string[] => open(lines.join("\n")).problems.map(({ line, message }) => `${line}: ${message}`);

  it("tolerates a torn last line, keeps what came before, and says so", () => {
    const row = '{"time":1,"link":3,"client":"{}"}';
    const whole = [HEADER, LINK, row, row, '{"end":2,"missing":0,"hidden":0}'].join("\n");
    for (let length = HEADER.length + LINK.length + 2; length < whole.length; length++) {
      const reader = new RecordingReader(new FakeClock(), UNLIMITED);
      const lines = whole.slice(0, length).split("\n");
      for (const line of lines.slice(0, -1)) reader.add(line);
      reader.end(lines.at(-1));
      assert.equal(reader.problems.length, 1, whole.slice(0, length));
      assert.match(reader.problems[0]?.message ?? "", /torn/);
      assert.equal(reader.trace.next, whole.slice(0, length).split(row).length - 1);
    }
    assert.deepEqual(problemsOf(whole), []);
  });

  it("reads on after lines that it does not understand, and says where they are", () => {
    const found = problemsOf(HEADER, LINK, "nonsense", '{"new":1}', '{"time":-1,"link":3,"client":""}', '{"time":1,"link":9,"client":""}', '{"time":1,"link":3,"host":{"type":"spawned"}}', '{"time":1,"link":3,"server":{"base64":"*"}}', '{"time":1,"link":3,"client":"{}"}', '{"end":1,"missing":0}', '{"time":1,"link":3,"client":"{}"}');
    assert.deepEqual(found.map((each) => each.replace(/:.*/s, "")), ["3", "4", "5", "6", "7", "8", "11"]);
    assert.match(found[3] ?? "", /belongs to link 9/);
  });

  it("says when the recording has fewer rows than it should, or a line lacks a part", () => {
    assert.match(problemsOf(HEADER, LINK, '{"time":1,"link":3,"client":"b","parts":1}', '{"end":2,"missing":0}').join("\n"), /0 of 1 parts[^]*should have 2 rows, but 1/);
  });

  it("refuses what is no recording, and one of a newer format, with what to do", () => {
    assert.match(problemsOf("").join(), /The file is empty/);
    assert.match(problemsOf('{"log":{"version":"1.2"}}').join(), /no recording of Wirelight/);
    assert.match(problemsOf('{"mcptrace":99,"product":"wirelight 9.9"}', "whatever").join(), /format 99 by wirelight 9\.9.*Update Wirelight/);
  });

  it("passes over members that it does not know", () => {
    const opened = open([HEADER, LINK, '{"time":1,"link":3,"client":"{}","color":"red"}', '{"end":1,"missing":0}'].join("\n"));
    assert.deepEqual([opened.problemCount, opened.trace.next], [0, 1]);
  });

  it("has an upgrader for every version before this one, applied one after the other", () => {
    assert.equal(UPGRADERS.length, RECORDING_VERSION - 1);
    const steps = [(line: object) => ({ ...line, two: 1 }), (line: object) => ({ ...line, three: 2 })];
    assert.deepEqual(upgrade({ a: 0 }, 1, steps), { a: 0, two: 1, three: 2 });
    assert.deepEqual(upgrade({ a: 0 }, 2, steps), { a: 0, three: 2 });
    assert.deepEqual(upgrade({ a: 0 }, 3, steps), { a: 0 });
  });

  it("never throws, and what it makes can be printed, whatever the file is", async () => {
    const clock = new FakeClock(1);
    const trace = newTrace(clock);
    await writeTraffic([trace.open({ server: "a", name: "a" })], clock, new Random(2), 12);
    const sound = save(trace);
    const random = new Random(77);
    const values = ["1e308", "-1", "null", '""', "[]", "{}", "1.5", '"x"', "9e15", "true", "4294967296"];
    for (let round = 0; round < rounds(300, 3000); round++) {
      let text = sound;
      for (let change = random.below(6); change >= 0; change--) {
        const at = random.below(text.length);
        if (random.next() < 0.5) text = text.slice(0, at) + random.pick(['"', "{", "}", ",", "\\", "\n", "0", "\ud800"]) + text.slice(at + random.below(3));
        else text = text.replace(/"(time|link|host|pid|args|how|closed|dropped|parts|opened|run|code)":[^,}]*/g, (member, name: string) => (random.next() < 0.1 ? `"${name}":${random.pick(values)}` : member));
      }
      const opened = open(text);
      for (const frame of framesOf(opened.trace)) {
        printFrame(frame, { verbosity: "verbose", since: 0 });
        assert.ok(!Number.isNaN(new Date(frame.time).getTime()));
      }
    }
  });
});
