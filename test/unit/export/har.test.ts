import assert from "node:assert/strict";
import { type Schema, Validator } from "@cfworker/json-schema";
import harSchema from "har-schema";
import { har } from "../../../src/core/trace/export/har";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";
import { recorded, type Recorded, SESSION, START, textOf } from "./recorded";

interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly pageref: string;
  readonly request: { readonly url: string; readonly queryString: readonly { readonly name: string; readonly value: string }[]; readonly bodySize: number; readonly postData: { readonly text: string } };
  readonly response: { readonly status: number; readonly statusText: string; readonly bodySize: number; readonly content: { readonly text: string } };
  readonly _mcp: { readonly status: string; readonly from: string; readonly messages: readonly { readonly text: string }[] };
}

interface HarDocument {
  readonly log: { readonly entries: readonly HarEntry[]; readonly pages: readonly { readonly id: string; readonly title: string }[]; readonly _mcp: { readonly rows: readonly { readonly kind: string; readonly text: string }[] } };
}

const validator = new Validator(harSchema["har"] ?? {}, "7", false);
for (const [name, schema] of Object.entries<Schema>(harSchema)) if (name !== "har") validator.addSchema(schema);

/** The document, once the schemas of HAR 1.2 have accepted it. */
function valid(traffic: Recorded): HarDocument {
  const document = JSON.parse(textOf(har(traffic))) as HarDocument;
  const { valid: isValid, errors } = validator.validate(document);
  assert.ok(isValid, JSON.stringify(errors, undefined, 2));
  return document;
}

describe("HAR export", () => {
  it("is refused by the validator when something is missing", () => {
    const document = valid(recorded(SESSION));
    const { url, ...request } = document.log.entries[0]?.request ?? { url: "" };
    assert.ok(url);
    assert.equal(validator.validate({ log: { ...document.log, entries: [{ ...document.log.entries[0], request }] } }).valid, false);
  });

  it("has an entry for every exchange, with its lines exactly as sent", () => {
    const { log } = valid(recorded(SESSION));
    assert.deepEqual(log.entries.map(({ request, response, time, _mcp }) => [request.url, response.status, time, _mcp.status]), [
      ["stdio://demo/initialize", 200, 20, "ok"],
      ["stdio://demo/tools/call?name=add", 200, 10, "ok"],
      ["stdio://demo/roots/list", 200, 5, "ok"],
      ["stdio://demo/tools/call?name=fail", 500, 1, "tool-error"],
      ["stdio://demo/resources/read?uri=file%3A%2F%2F%2Fa%20b", 500, 0, "error"],
      ["stdio://demo/tools/call?name=slow", 0, 30, "cancelled"],
      ["stdio://demo/prompts/get?name=greet", 502, 0, "malformed"],
      ["stdio://demo/tools/call?name=die", 0, 2, "closed"],
    ]);
    const add = log.entries[1];
    assert.ok(add?.request.postData.text.includes('"a":1e2,"b":12345678901234567890'));
    assert.equal(add?.request.bodySize, Buffer.byteLength(add?.request.postData.text ?? ""));
    assert.equal(add?.startedDateTime, new Date(START + 120).toISOString());
    assert.deepEqual(add?.request.queryString, [{ name: "name", value: "add" }]);
    assert.deepEqual(log.pages.map(({ id, title }) => [id, title]), [["link-1", "demo, run 1"]]);
  });

  it("loses nothing: what belongs to an exchange is with it, and all other rows are listed", () => {
    const traffic = recorded(SESSION);
    const { log } = valid(traffic);
    const texts = [...log.entries.flatMap(({ request, response, _mcp }) => [request.postData.text, response.content.text, ..._mcp.messages.map(({ text }) => text)]), ...log._mcp.rows.map(({ text }) => text)];
    for (let seq = 0; seq < traffic.trace.next; seq++) {
      const frame = traffic.trace.at(seq);
      assert.ok(texts.includes(frame?.event ? JSON.stringify(frame.event) : (frame?.text() ?? "")), `row ${seq}`);
    }
  });

  it("exports a selection only, by any row of an entry", () => {
    const { log } = valid(recorded(SESSION, { seqs: [13, 5, 12] }));
    assert.deepEqual([log.entries.map(({ request }) => request.url), log._mcp.rows.map(({ text }) => text)], [["stdio://demo/tools/call?name=fail"], ["adding"]]);
  });

  it("is valid without any traffic", () => {
    assert.deepEqual(valid(recorded("")).log.entries, []);
  });

  it("hides what is to be hidden wherever it stands", () => {
    const script = `s node --key hunter2
      > {"jsonrpc":"2.0","id":"hunter2","method":"hunter2","params":{"name":"hunter2"}}
      ! hunter2
      < {"jsonrpc":"2.0","id":"hunter2","error":{"code":1,"message":"hunter2"}}`;
    const text = textOf(har(recorded(script, { server: "hunter2", redact: (line) => line.replaceAll("hunter2", "[hidden]"), marks: new Map([[2, "hunter2"]]) })));
    assert.doesNotMatch(text, /hunter2/);
  });

  it("is valid for any lines and any names", () => {
    const random = new Random(4);
    for (let round = 0; round < rounds(20, 400); round++) {
      const traffic = recorded("", { server: random.pick(["a b", "ü/#?%", "\ud800", "x".repeat(300), "[::1]", " "]) });
      for (let row = 0; row < 30; row++) {
        const message = Buffer.from(randomMessage(random).replaceAll("\n", " "));
        const line = random.next() < 0.3 ? mutate(message, random) : new Uint8Array(message);
        if (random.next() < 0.5) traffic.writer.sent(line.map((byte) => (byte === 10 ? 32 : byte)));
        else traffic.writer.stdout(Uint8Array.from([...line, 10]));
      }
      valid(traffic);
    }
  });
});
