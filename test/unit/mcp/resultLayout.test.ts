import { strict as assert } from "node:assert";
import type { JsonObject } from "../../../src/core/base/json";
import { layOutResult } from "../../../src/core/mcp/result/layOutResult";
import type { ContentBlock, ToolResult } from "../../../src/core/mcp/types";

const PNG = "iVBORw0KGgo=";

function result(content: readonly ContentBlock[], more: JsonObject = {}): ToolResult {
  return { isError: more.isError === true, content, structuredContent: more.structuredContent, raw: { content, ...more } };
}

function text(value: string): ContentBlock {
  return { type: "text", text: value };
}

/** Name and text of the one file; fails when there are several or it holds bytes. */
function only(value: ToolResult): { name: string; text: string } {
  const files = layOutResult("look", value);
  const [file] = files;
  assert.ok(file && files.length === 1, `one file, not ${files.map((each) => each.name).join(", ")}`);
  assert.ok("text" in file.content);
  return { name: file.name, text: file.content.text };
}

describe("layout of a tool result", () => {
  it("shows a single plain text exactly as it came", () => {
    assert.deepEqual(only(result([text("  two\r\n lines ")])), { name: "look result.txt", text: "  two\r\n lines " });
  });

  it("indents JSON in a text without touching large numbers, escapes or the order of keys", () => {
    const sent = '{"b":12345678901234567890,"a":[1.0,"\\u00e9 \\"{,}"],"e":{},"f":[ ]}';
    const shown = only(result([text(sent)]));
    assert.equal(shown.name, "look result.json");
    assert.equal(shown.text, '{\n  "b": 12345678901234567890,\n  "a": [\n    1.0,\n    "\\u00e9 \\"{,}"\n  ],\n  "e": {},\n  "f": []\n}');
  });

  it("takes a lone number or a broken JSON text as plain text", () => {
    assert.equal(only(result([text("42")])).name, "look result.txt");
    assert.equal(only(result([text('{"a":')])).name, "look result.txt");
  });

  it("recognises Markdown by a heading, a fence or a table", () => {
    for (const each of ["# Title\nwords", "words\n```js\nx\n```", "a | b\n--- | ---\n1 | 2"]) assert.equal(only(result([text(each)])).name, "look result.md", each);
    for (const each of ["#hashtag", "a -- b", "a | b", "---"]) assert.equal(only(result([text(each)])).name, "look result.txt", each);
  });

  it("shows structured content once when the text only mirrors it, whatever the order of keys", () => {
    const shown = only(result([text('{"b":1,"a":[true,null]}')], { structuredContent: { a: [true, null], b: 1 } }));
    assert.equal(shown.name, "look result.json");
    assert.equal(shown.text, '{\n  "b": 1,\n  "a": [\n    true,\n    null\n  ]\n}');
  });

  it("shows both when the text differs from the structured content", () => {
    const shown = only(result([text('{"a":1}')], { structuredContent: { a: 1, b: 2 } }));
    assert.equal(shown.name, "look result.md");
    assert.match(shown.text, /## 1\. Text/);
    assert.match(shown.text, /## Structured content\n\n```json\n\{\n {2}"a": 1,\n {2}"b": 2\n\}\n```/);
  });

  it("shows structured content alone as JSON", () => {
    assert.deepEqual(only(result([], { structuredContent: { a: 1 } })), { name: "look result.json", text: '{\n  "a": 1\n}' });
  });

  it("opens a lone image in its preview and nothing else", () => {
    assert.deepEqual(layOutResult("look", result([{ type: "image", data: PNG, mimeType: "image/png" }])), [
      { name: "look result.png", open: true, content: { base64: PNG } },
    ]);
  });

  it("keeps several blocks apart and gives images files of their own", () => {
    const files = layOutResult("look", result([text("before"), { type: "image", data: PNG, mimeType: "image/png" }, text("after ``` fence")]));
    assert.deepEqual(files.map((each) => [each.name, each.open]), [["look result.md", true], ["look result 2.png", true]]);
    const [summary] = files;
    assert.ok(summary && "text" in summary.content);
    assert.match(summary.content.text, /## 1\. Text\n\n```text\nbefore\n```/);
    assert.match(summary.content.text, /## 2\. Image · image\/png · 8 bytes\n\nIn its own tab: \[look result 2\.png\]\(<look result 2\.png>\)/);
    assert.match(summary.content.text, /## 3\. Text\n\n````text\nafter ``` fence\n````/);
  });

  it("opens only a few previews and links the rest", () => {
    const files = layOutResult("look", result(Array.from({ length: 8 }, () => ({ type: "image", data: PNG, mimeType: "image/png" }))));
    assert.equal(files.filter((each) => each.open).length, 6);
    const [summary] = files;
    assert.ok(summary && "text" in summary.content);
    assert.match(summary.content.text, /\n\n\[look result 8\.png\]/);
  });

  it("lists resource links with what is known of them", () => {
    const shown = only(result([{ type: "resource_link", uri: "file:///a.txt", name: "a.txt", mimeType: "text/plain", size: 3 }]));
    assert.match(shown.text, /## 1\. Resource link\n\n- <file:\/\/\/a\.txt>\n- a\.txt\n- text\/plain\n- 3 bytes/);
  });

  it("lets nothing of the server's choice become Markdown, which would fetch its images", () => {
    const shown = only(result([{ type: "resource_link", uri: "x> ![a](https://example.org/a.png)", name: "![b](https://example.org/b.png)<img src=c>" }]));
    assert.doesNotMatch(shown.text, /(^|[^\\])(!\[|<img)/);
    assert.match(shown.text, /- \\!\\\[b\\\]\(https:\/\/example\.org\/b\.png\)\\<img src=c\\>/);
  });

  it("gives an embedded text the language of its URI", () => {
    assert.equal(only(result([{ type: "resource", resource: { uri: "file:///src/a.py?x", text: "import os" } }])).name, "look result.py");
  });

  it("shows unknown and malformed blocks as they came, with the reason", () => {
    const shown = only(result([{ type: "hologram", depth: 3 }, { type: "image", data: "not base64!", mimeType: "image/png" }]));
    assert.match(shown.text, /type "hologram", which this version does not know[^]*"depth": 3/);
    assert.match(shown.text, /no valid base64[^]*"not base64!"/);
  });

  it("says that an empty result is empty, and shows members it does not know", () => {
    assert.match(only(result([])).text, /^The result is empty/);
    assert.match(only(result([text("")])).text, /^The result is empty/);
    assert.match(only({ isError: false, content: [], structuredContent: undefined, raw: { toolResult: 7 } }).text, /"toolResult": 7/);
  });

  it("makes a file name of any tool name", () => {
    const [file] = layOutResult('a/b\\c:"?', result([text("x")]));
    assert.equal(file?.name, "a_b_c___ result.txt");
  });

  it("makes a file name that a URI can hold, whatever the name is cut in two", () => {
    for (const name of ["lone \ud800", `${"x".repeat(99)}\u{1f600}`]) {
      const [file] = layOutResult(name, result([text("x")]));
      assert.doesNotThrow(() => encodeURIComponent(file?.name ?? ""));
    }
  });
});
