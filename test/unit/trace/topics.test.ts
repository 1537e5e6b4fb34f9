import assert from "node:assert/strict";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { openArchive } from "../../../src/core/trace/openArchive";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { SUBJECT_METHODS, subjectOf } from "../../../src/core/trace/subject";
import type { SpillReader } from "../../../src/core/trace/spill";
import { Checksum } from "../../../src/core/trace/store/checksum";
import { readBlock } from "../../../src/core/trace/store/readBlock";
import { blockBytes, encodeHeader, HEADER_BYTES, padded } from "../../../src/core/trace/store/spillFormat";
import type { Topic } from "../../../src/core/trace/topic";
import type { Trace } from "../../../src/core/trace/trace";
import { isJsonObject } from "../../../src/core/base/json";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const call = (id: number, name: string, method = "tools/call"): Uint8Array => utf8(`{"jsonrpc":"2.0","id":${id},"method":"${method}","params":{"name":${JSON.stringify(name)}}}`);

function stage({ slotBytes = 2 ** 20, memoryBytes = 1e9 } = {}) {
  const disk = new FakeDisk();
  const trace = new RingTrace(new FakeClock(1000), { session: "live", memoryBytes, spill: disk, parts: { slotBytes } });
  return { disk, trace, writer: trace.open({ server: "a", name: "A" }) };
}

function topicsOf(trace: Trace): readonly { readonly code: number; readonly topic: Topic }[] {
  const { first, next, columns } = trace;
  const count = next - first;
  const topics = new Uint16Array(count);
  columns.copy(first, next, { times: new Float64Array(count), lengths: new Uint32Array(count), ids: new Uint32Array(count), flags: new Uint32Array(count), links: new Uint32Array(count), topics });
  return Array.from(topics, (code) => ({ code, topic: columns.topicOf(code) }));
}

const subjectsOf = ({ first, next, columns }: Trace): (string | undefined)[] => Array.from({ length: next - first }, (_, index) => columns.subject(first + index));

/** What a version would have written that knew methods alone. */
function asBefore(disk: FakeDisk): SpillReader {
  const blocks: Buffer[] = [];
  for (let offset = 0; offset < disk.next; ) {
    const block = readBlock((at, length) => disk.read(at, length), offset, disk.next);
    if ("problem" in block) return assert.fail(block.problem);
    const { header, front, size } = block;
    const bytes = Buffer.from(disk.read(offset, size));
    const words = Buffer.from(JSON.stringify({ ...block.words, methods: block.words.methods.map(([code, method]) => [code, method]) }));
    const start = Buffer.alloc(HEADER_BYTES + padded(words.length));
    words.copy(start, HEADER_BYTES);
    const changed = { ...header, wordBytes: words.length, checksum: 0 };
    start.set(encodeHeader(changed));
    const columns = bytes.subarray(HEADER_BYTES + padded(header.wordBytes), front);
    const sum = new Checksum();
    sum.add(new Uint32Array(new Uint8Array(start).buffer));
    // The last column is of two bytes each.
    const wide = header.rows * 32;
    sum.add(new Uint32Array(new Uint8Array(columns.subarray(0, wide)).buffer));
    sum.add(new Uint16Array(new Uint8Array(columns.subarray(wide, wide + header.rows * 2)).buffer));
    start.set(encodeHeader({ ...changed, checksum: sum.value }));
    blocks.push(start, columns, bytes.subarray(front));
    offset += blockBytes(header);
  }
  const all = Buffer.concat(blocks);
  return { first: 0, next: all.length, read: (offset, length) => new Uint8Array(all.subarray(offset, offset + length)) };
}

describe("the topics of rows", () => {
  it("say what a request is about, also when its bytes cannot be read any more", async () => {
    const { disk, trace, writer } = stage();
    writer.sent(call(1, "echo"));
    writer.sent(call(2, "greet", "prompts/get"));
    writer.sent(utf8('{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"file:///caf\\u00e9"}}'));
    writer.sent(utf8('{"params":{"ref":{"type":"ref/prompt","name":"p"}},"method":"completion/complete","id":"four","jsonrpc":"2.0"}'));
    writer.sent(utf8('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{}}'));
    writer.sent(utf8('{"id":6,"method":"tools/call","params":{"name":"no version"}}'));
    writer.sent(utf8('{"jsonrpc":"2.0","id":7,"m\\u0065thod":"tools/call","params":{"name":"escaped","_meta":{"progressToken":1}}}'));
    const known = ["echo", "greet", "file:///café", "p", undefined, "no version", "escaped"];
    assert.deepEqual(subjectsOf(trace), known);
    assert.deepEqual(topicsOf(trace).map(({ topic }) => topic.isOpen), known.map(() => false));
    await trace.flush();
    const archive = openArchive(disk, "old");
    disk.read = () => assert.fail("gone");
    assert.deepEqual(subjectsOf(archive), known);
    assert.deepEqual(Array.from({ length: archive.next }, (_, seq) => archive.columns.method(seq)), ["tools/call", "prompts/get", "resources/read", "completion/complete", "tools/call", "tools/call", "tools/call"]);
  });

  it("are the same for requests that are about the same, whoever sends them and with whatever id", () => {
    const { trace, writer } = stage();
    writer.sent(call(1, "echo"));
    writer.sent(call(2, "echo"));
    writer.stdout(Buffer.concat([call(1, "echo"), utf8("\n"), call(3, "other"), utf8("\n")]));
    writer.sent(call(4, "echo", "prompts/get"));
    const [one, two, three, other, prompt] = topicsOf(trace).map(({ code }) => code);
    assert.deepEqual([two, three], [one, one]);
    assert.equal(new Set([one, other, prompt]).size, 3);
    assert.deepEqual([trace.columns.alike(0, 2), trace.columns.alike(2, 4)], [2, 3]);
  });

  it("are found wherever params stand, and are not those of the line before", () => {
    const { trace, writer } = stage();
    const ending = (name: string, id: number): string => `{"method":"tools/call","params":{"name":"${name}"},"jsonrpc":"2.0","id":${id}}`;
    const lines = [
      '{"jsonrpc":"2.0","method":"tools/call","id":0}',
      ending("a", 1),
      ending("b", 2),
      '{"jsonrpc":"2.0","id":3,"method":"tools/call"}',
      '{"jsonrpc":"2.0","id":4,"method":"tools/call","params":["name","x"]}',
      ' { "params" : { "uri" : "u" , "name" : "n" } , "id" : 5 , "method" : "tools/call" , "jsonrpc" : "2.0" }',
      '{"jsonrpc":"2.0","id":6,"params":{"name":"first"},"method":"tools/call","params":{"name":"last"}}',
      '{"jsonrpc":"2.0","id":7,"method":"prompts/get","params":{"ref":{"ref":{"name":"deep"}}}}',
      `{"jsonrpc":"2.0","id":8,"method":"prompts/get","params":${'{"ref":'.repeat(5000)}{}${"}".repeat(5000)}}`,
    ];
    writer.stdout(utf8(`${lines.join("\n")}\n`));
    assert.deepEqual(subjectsOf(trace), [undefined, "a", "b", undefined, undefined, "n", "last", undefined, undefined]);
  });

  it("are the methods alone of everything else", () => {
    const { trace, writer } = stage();
    writer.stdout(utf8(`${['{"jsonrpc":"2.0","method":"tools/call","params":{"name":"told"}}', '{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage","params":{"name":"x"}}', '{"jsonrpc":"2.0","id":1,"result":{"params":{"name":"x"}}}', "noise"].join("\n")}\n`));
    writer.stderr(utf8("tools/call\n"));
    writer.host({ type: "note", message: "n" });
    assert.deepEqual(subjectsOf(trace), [undefined, undefined, undefined, undefined, undefined, undefined]);
    assert.deepEqual(topicsOf(trace).map(({ topic }) => topic.method), ["tools/call", "sampling/createMessage", undefined, undefined, undefined, undefined]);
    assert.equal(new ExchangeFold(trace).of(1)?.subject, undefined);
  });

  it("leave open what does not fit, which is looked for when somebody asks, and go on to name methods", async () => {
    const { disk, trace, writer } = stage();
    const long = `file:///${"x".repeat(300)}`;
    writer.sent(call(0, "first"));
    writer.sent(utf8(`{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"${long}"}}`));
    const count = 20_000;
    for (let id = 2; id < count; id++) writer.sent(call(id, `name${id}of/the/same/end.html`));
    writer.sent(call(count, "first"));
    writer.sent(utf8('{"jsonrpc":"2.0","id":7,"method":"made/up/later"}'));
    const { columns } = trace;
    const all = topicsOf(trace);
    assert.deepEqual([all[0]?.topic.isOpen, all[1]?.topic.isOpen, all[count]?.topic.isOpen], [false, true, false]);
    assert.equal(all[count]?.code, all[0]?.code);
    const named = all.filter(({ topic }) => topic.subject !== undefined).length;
    assert.ok(named > 8000 && named < 8300, `${named} of ${count} have topics of their own`);
    assert.deepEqual([columns.subject(1), columns.subject(9), columns.subject(count - 1), columns.subject(count)], [long, "name9of/the/same/end.html", `name${count - 1}of/the/same/end.html`, "first"]);
    assert.equal(columns.method(count + 1), "made/up/later");
    await trace.flush();
    const archive = openArchive(disk, "old");
    assert.deepEqual([archive.columns.subject(1), archive.columns.subject(count - 1)], [long, `name${count - 1}of/the/same/end.html`]);
    assert.equal(new ExchangeFold(archive).of(1)?.subject, long);
  });

  it("are found in the first 64 KB of a request, however large it is", () => {
    const { trace, writer } = stage();
    const filling = (bytes: number): string => `"arguments":{"x":"${"y".repeat(bytes)}"}`;
    for (const params of [`{"name":"before",${filling(100_000)}}`, `{${filling(60_000)},"name":"near"}`, `{${filling(66_000)},"name":"far"}`]) {
      const line = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
      writer.sent(utf8(line));
      writer.stdout(utf8(`${line}\n`));
    }
    assert.deepEqual(subjectsOf(trace), ["before", "before", "near", "near", undefined, undefined]);
  });

  it("of sessions that an earlier version wrote are open, and nothing else is different", async () => {
    const { disk, trace, writer } = stage({ slotBytes: 4096, memoryBytes: 2 ** 20 });
    for (let id = 0; id < 200; id++) {
      writer.sent(call(id, `tool ${id % 7}`, SUBJECT_METHODS[id % 3]));
      writer.sent(utf8(`{"jsonrpc":"2.0","id":"${id}","method":"ping"}`));
      writer.stdout(utf8(`{"jsonrpc":"2.0","id":${id},"result":{}}\n{"jsonrpc":"2.0","method":"notifications/message"}\n`));
    }
    writer.sent(utf8('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{}}'));
    await trace.flush();
    const archive = openArchive(asBefore(disk), "old");
    assert.deepEqual([archive.damage, archive.next], [undefined, trace.next]);
    assert.deepEqual(subjectsOf(archive), subjectsOf(trace));
    const open = topicsOf(archive).map(({ topic }) => topic.isOpen);
    assert.deepEqual(open, Array.from({ length: trace.next }, (_, seq) => trace.columns.kind(seq) === "request" && trace.columns.method(seq) !== "ping"));
    assert.deepEqual([new ExchangeFold(archive).of(4)?.subject, new ExchangeFold(archive).of(1)?.subject], ["tool 1", undefined]);
  });

  it("say of any traffic what parsing it says", async () => {
    let some = 0;
    for (let seed = 0; seed < rounds(60, 2000); seed++) {
      const random = new Random(seed);
      const { disk, trace, writer } = stage({ slotBytes: 4096 });
      for (let step = 0; step < 40; step++) {
        const named = `{"jsonrpc":"2.0","id":${step},"method":"${random.pick(SUBJECT_METHODS)}","params":{"${random.pick(["name", "uri", "x"])}":"${random.pick(["é", "a\\n", "b"])}"}}`;
        const line = random.next() < 0.5 ? utf8(named) : utf8(randomMessage(random).replaceAll("\n", " "));
        writer.sent(random.next() < 0.2 ? mutate(line, random) : line);
      }
      await trace.flush();
      const expected = Array.from({ length: trace.next }, (_, seq) => {
        const { kind, method = "", message } = { kind: trace.at(seq)?.kind, method: trace.at(seq)?.method, message: trace.at(seq)?.message() };
        const params = isJsonObject(message) ? message["params"] : undefined;
        return kind === "request" && SUBJECT_METHODS.includes(method) && isJsonObject(params) ? subjectOf(params) : undefined;
      });
      assert.deepEqual(subjectsOf(trace), expected, `seed ${seed}`);
      assert.deepEqual(subjectsOf(openArchive(disk, "old")), expected, `seed ${seed}`);
      some += expected.filter((subject) => subject !== undefined).length;
    }
    assert.ok(some > 500);
  });
});
