import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { copiedText } from "../../../src/core/mcp/result/copiedText";
import { savableParts } from "../../../src/core/mcp/result/savableParts";
import type { ContentBlock, ToolResult } from "../../../src/core/mcp/types";

function result(content: readonly ContentBlock[], more: JsonObject = {}): ToolResult {
  return { isError: false, content, structuredContent: more["structuredContent"], raw: { content, ...more } };
}

const PNG = { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" };

describe("what of a result can be saved", () => {
  const names = (value: ToolResult): string[] => savableParts("look", value).map(({ fileName }) => fileName);

  it("is each part as the file it is, with its own name where it has one, and the whole", () => {
    const value = result([
      { type: "text", text: '{"a":1}' },
      PNG,
      { type: "resource", resource: { uri: "file:///src/a.py?x", text: "import os" } },
      { type: "resource", resource: { uri: "x://y/report.docx", blob: "AAAA" } },
      { type: "resource_link", uri: "x://z" },
    ]);
    assert.deepEqual(names(value), ["look result 1.json", "look result 2.png", "a.py", "report.docx", "look result whole.json"]);
  });

  it("is the text exactly as it came, not as it is shown", () => {
    const [part] = savableParts("look", result([{ type: "text", text: '{"b":12345678901234567890}' }]));
    assert.deepEqual(part, { label: "Text", fileName: "look result.json", content: { text: '{"b":12345678901234567890}' } });
  });

  it("is the structured content, unless a text has it already", () => {
    assert.deepEqual(names(result([{ type: "text", text: '{"a":1}' }], { structuredContent: { a: 1 } })), ["look result.json", "look result whole.json"]);
    assert.deepEqual(names(result([{ type: "text", text: "words" }], { structuredContent: { a: 1 } })), ["look result.txt", "look result structured.json", "look result whole.json"]);
    assert.deepEqual(names(result([])), ["look result.json"]);
  });

  it("has no name that leads out of a folder", () => {
    for (const uri of ["file:///a/..", "x://y/..%2f..%2fevil.sh", "x://y/.bashrc", "x://a\\b\\c.txt"]) {
      for (const name of names(result([{ type: "resource", resource: { uri, text: "x" } }]))) assert.doesNotMatch(name, /[\\/]|^\./, uri);
    }
  });
});

describe("a copied result", () => {
  it("is its texts where it has nothing else", () => {
    assert.deepEqual(copiedText(result([{ type: "text", text: "one\r\n" }])), { text: "one\r\n", kind: "text" });
    assert.deepEqual(copiedText(result([{ type: "text", text: "one" }, { type: "resource", resource: { uri: "x://y", text: "two" } }])), { text: "one\n\ntwo", kind: "text" });
  });

  it("is JSON where it has more than texts", () => {
    assert.deepEqual(copiedText(result([], { structuredContent: { a: 1 } })), { text: '{\n  "a": 1\n}', kind: "json" });
    assert.deepEqual(JSON.parse(copiedText(result([{ type: "text", text: "x" }, PNG])).text), { content: [{ type: "text", text: "x" }, PNG] });
  });
});
