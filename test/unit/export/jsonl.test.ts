import assert from "node:assert/strict";
import { jsonl } from "../../../src/core/trace/export/jsonl";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";
import { recorded, type Recorded, SESSION, START, textOf } from "./recorded";

type Row = { readonly [name: string]: unknown };

function rows(traffic: Recorded): readonly Row[] {
  const text = textOf(jsonl(traffic));
  assert.ok(text === "" || text.endsWith("\n"));
  return text.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Row);
}

describe("JSONL export", () => {
  it("has every row, with the message spelt as it was sent", () => {
    const traffic = recorded(SESSION);
    const lines = textOf(jsonl(traffic)).split("\n");
    assert.equal(lines.length - 1, traffic.trace.next);
    for (let seq = 0; seq < traffic.trace.next; seq++) {
      const frame = traffic.trace.at(seq);
      if (frame && frame.message() !== undefined) assert.ok(lines[seq]?.endsWith(`,"message":${frame.text()}}`), lines[seq]);
    }
    assert.deepEqual(JSON.parse(lines[6] ?? ""), {
      seq: 6,
      time: new Date(START + 125).toISOString(),
      server: "demo",
      run: 1,
      from: "server",
      kind: "notification",
      exchange: 4,
      message: { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 1, progress: 1, total: 2 } },
    });
  });

  it("tells what is remarkable about a row, and what a person wrote", () => {
    const { writer, ...traffic } = recorded('< {"id":1,"result":{}}\n< \n! late');
    writer.stdout(new Uint8Array([0x7b, 0xff, 0x0a]));
    writer.stdout(new Uint8Array(Buffer.from('{"jsonrpc":"2.0",\r"method":"a"}\r\n')));
    const [answer, empty, stderr, invalid, returns] = rows({ ...traffic, writer, marks: new Map([[2, "look here"]]) });
    assert.equal(answer?.["fault"], "jsonrpc-missing");
    assert.deepEqual([empty?.["junk"], empty?.["text"]], ["empty", ""]);
    assert.deepEqual([stderr?.["text"], stderr?.["mark"]], ["late", "look here"]);
    assert.equal(invalid?.["escaped"], "{\\xff");
    // A line with a carriage return in it would be two to some readers.
    assert.deepEqual([returns?.["text"], returns?.["ending"], returns?.["message"]], ['{"jsonrpc":"2.0",\r"method":"a"}', "crlf", undefined]);
  });

  it("exports all rows of what is selected, in order", () => {
    assert.deepEqual(rows(recorded(SESSION, { seqs: [12, 10, 10, 999, -1] })).map(({ seq }) => seq), [4, 6, 10, 12, 13]);
  });

  it("stays JSON when a person's pattern cuts through a message", () => {
    const traffic = recorded('> {"jsonrpc":"2.0","id":1,"method":"secret"}', { redact: (text) => text.replace(/"secret"\}/, "***") });
    assert.deepEqual(rows(traffic).map(({ text, message }) => [text, message]), [['{"jsonrpc":"2.0","id":1,"method":***', undefined]]);
  });

  it("hides the arguments of a command line by what redacts events", () => {
    const text = textOf(jsonl(recorded("s node --key hunter2", { redactEvent: (event) => (event.type === "spawned" ? { ...event, args: ["--key", "[hidden]"] } : event) })));
    assert.match(text, /\["--key","\[hidden\]"\]/);
  });

  it("is one JSON value a line, whatever the rows are", () => {
    const random = new Random(6);
    for (let round = 0; round < rounds(30, 1000); round++) {
      const { writer, ...traffic } = recorded("");
      for (let row = 0; row < 30; row++) {
        const message = new Uint8Array(Buffer.from(randomMessage(random)));
        writer.stdout(Uint8Array.from([...(random.next() < 0.5 ? mutate(message, random) : message), 10]));
      }
      assert.equal(rows({ ...traffic, writer }).length, traffic.trace.next);
    }
  });

  it("bears JSON that is 10,000 deep", () => {
    const deep = `{"jsonrpc":"2.0","method":"a","params":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    assert.equal(textOf(jsonl(recorded(`< ${deep}`))).includes(`"message":${deep}`), true);
  });
});
