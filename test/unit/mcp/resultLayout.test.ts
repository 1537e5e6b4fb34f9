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

/** The text of the first file, which the others only come with. */
function summary(value: ToolResult): string {
  const [file] = layOutResult("look", value);
  assert.ok(file && "text" in file.content);
  return file.content.text;
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

  it("takes text for Markdown that has a heading, a fence or a table", () => {
    for (const each of ["# Title\nwords", "words\n```js\nx\n```", "a | b\n--- | ---\n1 | 2"]) assert.equal(only(result([text(each)])).name, "look result.md", each);
    for (const each of ["#hashtag", "a -- b", "a | b", "---"]) assert.equal(only(result([text(each)])).name, "look result.txt", each);
  });

  it("shows structured content once when the text only mirrors it, whatever the order of keys", () => {
    const shown = only(result([text('{"b":1,"a":[true,null]}')], { structuredContent: { a: [true, null], b: 1 } }));
    assert.equal(shown.name, "look result.json");
    assert.equal(shown.text, '{\n  "b": 1,\n  "a": [\n    true,\n    null\n  ]\n}');
  });

  it("shows both when the text differs from the structured content, which is a document of its own", () => {
    const value = result([text('{"a":1}')], { structuredContent: { a: 1, b: 2 } });
    const [first, structured] = layOutResult("look", value);
    assert.deepEqual([first?.name, structured?.name, structured?.structured], ["look result.md", "look result structured.json", true]);
    assert.match(summary(value), /## 1\. Text/);
    assert.match(summary(value), /## Structured content\n\n\[look result structured\.json\]\(<look result structured\.json>\)\n\n```json\n\{\n {2}"a": 1,\n {2}"b": 2\n\}\n```/);
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

  it("lists resource links with what is known of them, each with a file that is read when it is opened", () => {
    const value = result([{ type: "resource_link", uri: "file:///a.txt", name: "a.txt", mimeType: "text/plain", size: 3 }]);
    assert.match(summary(value), /## 1\. Resource link\n\n- \[Read a\.txt\]\(<1 a\.txt>\)\n- file:\/\/\/a\.txt\n- a\.txt\n- text\/plain\n- 3 bytes/);
    assert.deepEqual(layOutResult("look", value)[1], { name: "1 a.txt", open: false, content: { resource: "file:///a.txt" } });
  });

  it("names the file of a link so that what it holds is shown as what it is", () => {
    const name = (more: JsonObject): string | undefined => layOutResult("look", result([{ type: "resource_link", ...more }]))[1]?.name;
    assert.equal(name({ uri: "x://y/logo", name: "Logo", mimeType: "image/png" }), "1 Logo.png");
    assert.equal(name({ uri: "x://y/notes.py?rev=2" }), "1 notes.py");
    assert.equal(name({ uri: "x://y/", mimeType: "application/unheard-of" }), "1 y.bin");
    assert.equal(name({ uri: "x://y/run.ipynb" }), "1 run.ipynb.txt");
  });

  it("lets nothing of the server's choice become Markdown, which would fetch its images", () => {
    const shown = summary(result([{ type: "resource_link", uri: "x> ![a](https://example.org/a.png)", name: "![b](https://example.org/b.png)<img src=c>" }]));
    assert.doesNotMatch(shown, /(^|[^\\])(!\[|<img)/);
    assert.match(shown, /- \\!\\\[b\\\]\(https:\/\/example\.org\/b\.png\)\\<img src=c\\>/);
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

  it("gives each embedded text a document of its own with its language, and shows it in the summary too", () => {
    const value = result([text("see"), { type: "resource", resource: { uri: "file:///src/a.py", text: "import os" } }, { type: "resource", resource: { uri: "x://y", mimeType: "application/yaml", text: "a: 1" } }]);
    assert.deepEqual(layOutResult("look", value).map(({ name, open }) => [name, open]), [["look result.md", true], ["look result 2.py", false], ["look result 3.yaml", false]]);
    assert.match(summary(value), /## 2\. Resource file:\/\/\/src\/a\.py\n\n\[look result 2\.py\]\(<look result 2\.py>\)\n\n```text\nimport os\n```/);
  });

  it("does not let the ending of a URI choose an editor that does more than show text", () => {
    for (const ending of ["ipynb", "png", "mp4"]) {
      assert.equal(only(result([{ type: "resource", resource: { uri: `file:///a.${ending}`, text: "x" } }])).name, "look result.txt", ending);
    }
  });

  it("lays out what is surely Markdown, and nothing that only begins like it", () => {
    const rendered = (value: string): boolean | undefined => layOutResult("look", result([text(value)]))[0]?.rendered;
    for (const each of ["# Title\n\nSome **bold** words", "## One\n\n[two](https://example.org)", "words\n```js\nx\n```", "a | b\n--- | ---\n1 | 2"]) assert.equal(rendered(each), true, each);
    for (const each of ["# configuration\nname: x\n# more\n- item", "#!/bin/sh\n# words\necho hi", "# Title\nwords", "a ** b ** c"]) assert.equal(rendered(each), undefined, each);
    assert.equal(layOutResult("look", result([{ type: "resource", resource: { uri: "x://y", mimeType: "text/markdown", text: "plain" } }]))[0]?.rendered, true);
  });

  it("keeps hostile Markdown from fetching anything when it is laid out, and the text as it came beside it", () => {
    const hostile = "# A\n\n**b** ![x](https://example.org/x.png) <img src=https://example.org/y.png> `<b>`\n```mermaid\nA\n```\n![r][ref]";
    const [shown, source] = layOutResult("look", result([text(hostile)]));
    assert.ok(shown && "text" in shown.content && source);
    assert.equal(shown.rendered, true);
    assert.doesNotMatch(shown.content.text.replace("](<look", "](look"), /!\[|<[a-z/!?]|```mermaid/i);
    assert.match(shown.content.text, /\[the text as it came\]\(<look result source\.txt>\)/);
    assert.deepEqual(source, { name: "look result source.txt", open: false, content: { text: hostile } });
  });

  it("shows the head of a long text with a note, at once, and all of it when asked", () => {
    const long = JSON.stringify(Array.from({ length: 200_000 }, (_, index) => ({ index })));
    const value = result([text(long)]);
    const [head] = layOutResult("look", value);
    assert.ok(head && "text" in head.content);
    assert.equal(head.name, "look result beginning.txt");
    assert.equal(head.cutFrom, long.length);
    assert.ok(head.content.text.length < 1_000_000);
    assert.match(head.content.text, /^\[The first 200,000 of [\d,]+ characters\. All of it: Open Whole Result, or Save Result\.\]\n\n\[\n {2}\{\n {4}"index": 0\n {2}\},/);
    const [whole] = layOutResult("look", value, { whole: true });
    assert.ok(whole && "text" in whole.content);
    assert.equal(whole.name, "look result.json");
    assert.deepEqual(JSON.parse(whole.content.text), JSON.parse(long));
  });

  it("keeps a summary short, however long its texts are", () => {
    const value = result(Array.from({ length: 30 }, () => text("words ".repeat(3000))).concat(text("x".repeat(50_000))));
    assert.ok(summary(value).length < 300_000);
    const files = layOutResult("look", value);
    assert.equal(files.at(-1)?.name, "look result 31.txt");
    assert.match(summary(value), /\[look result 31\.txt\]\(<look result 31\.txt>\)\n\n```text\nx{600}\n```\n\nThe first 600 of 50000 characters\./);
  });

  it("says what the server says about a block", () => {
    const value = result([text("a"), { type: "text", text: "b", annotations: { audience: ["user", "assistant"], priority: 0.5, lastModified: "2025-01-12T15:00:58Z" } }]);
    assert.match(summary(value), /## 2\. Text · for the user and the assistant · priority 0\.5 · last modified 2025-01-12T15:00:58Z/);
  });

  it("puts what is wrong with the structured content first", () => {
    const [file] = layOutResult("look", result([text("a"), text("b")]), { problems: [{ message: "structuredContent at /a is <wrong>.", brief: "/a is <wrong>", path: "/a" }] });
    assert.ok(file && "text" in file.content);
    assert.match(file.content.text, /^# Result of look\n\n- ⚠ structuredContent at \/a is \\<wrong\\>\.\n\n## 1\. Text/);
  });

  it("keeps every Markdown of the server that a link leads to as harmless: a preview opens it as a preview", () => {
    const hostile = "![x](https://example.org/x.png)";
    const files = layOutResult("look", result([text("a"), { type: "resource", resource: { uri: "file:///a.markdown", text: hostile } }, { type: "resource", resource: { uri: "x://y", mimeType: "text/markdown", blob: "IVt4XSh5KQ==" } }, text(`# b\n${hostile}\n`.repeat(1000))]));
    assert.deepEqual(files.map(({ name }) => name), ["look result.md", "look result 2.md", "look result 2 source.txt", "look result 3.txt", "look result 4.md", "look result 4 source.txt"]);
    for (const { name, content } of files) if (name.endsWith(".md") && name !== "look result.md") assert.ok("text" in content && !content.text.includes("!["), name);
    assert.deepEqual(files[2]?.content, { text: hostile });
  });
});
