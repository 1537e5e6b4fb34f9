import assert from "node:assert/strict";
import { promptFiles } from "../../../src/core/mcp/prompt/promptFiles";
import type { ContentBlock, PromptResult } from "../../../src/core/mcp/types";

function prompt(contents: readonly (readonly [role: string, content: ContentBlock])[], more: Partial<PromptResult> = {}): PromptResult {
  return { description: undefined, messages: contents.map(([role, content], index) => ({ index, message: { role, content } })), invalid: [], ...more };
}

function textOf(result: PromptResult, args: { readonly [name: string]: string } = {}): string {
  const [main] = promptFiles({ name: "greet", server: "shop", args, result });
  assert.ok(main && "text" in main.content);
  return main.content.text;
}

describe("a prompt as a document", () => {
  it("has its messages in order under their roles, every text as it is", () => {
    const result = prompt([["user", { type: "text", text: "# Not a heading\n```js\nlet x;\n```" }], ["assistant", { type: "text", text: "Yes." }], ["user", { type: "text", text: "" }]], { description: "Greets *people*" });
    assert.equal(textOf(result, { who: "Ada <b>", empty: "" }), [
      "# greet", "", "From server shop. Greets \\*people\\*", "", "- who: Ada \\<b\\>", "- empty: (empty)", "",
      "## 1. User", "", "````markdown", "# Not a heading", "```js", "let x;", "```", "````", "",
      "## 2. Assistant", "", "```text", "Yes.", "```", "",
      "## 3. User", "", "(empty)", "",
    ].join("\n"));
  });

  it("shows embedded resources in place, and images beside it", () => {
    const files = promptFiles({
      name: "look/at", server: "s", args: {},
      result: prompt([
        ["user", { type: "resource", resource: { uri: "a://b.json", mimeType: "application/json", text: '{"a":1}' } }],
        ["user", { type: "image", data: "AAEC", mimeType: "image/png" }],
        ["user", { type: "resource_link", uri: "a://c", name: "C" }],
      ]),
    });
    assert.deepEqual(files.map(({ name }) => name), ["look_at prompt.md", "look_at prompt 2.png"]);
    const [main, image] = files;
    assert.ok(main && "text" in main.content && image && "base64" in image.content);
    assert.equal(image.content.base64, "AAEC");
    assert.match(main.content.text, /^## 1\. User · resource a:\/\/b\.json · application\/json\n\n```json\n\{\n {2}"a": 1\n\}\n```$/m);
    assert.match(main.content.text, /^## 2\. User · image · image\/png\n\n!\[\]\(<look_at prompt 2\.png>\)\n\n\[look\\_at prompt 2\.png\]\(<look_at prompt 2\.png>\) · 3 bytes$/m);
    assert.match(main.content.text, /^## 3\. User · link to a resource\n\n- a:\/\/c\n- C$/m);
  });

  it("shows what is no message in its place, with the reason and as it came", () => {
    const text = textOf({
      description: undefined,
      messages: [{ index: 1, message: { role: "system", content: { type: "telepathy", of: 1 } } }],
      invalid: [{ index: 0, reason: '"role" is missing; it must be a string', value: { content: 1 } }],
    });
    const [first = "", second = ""] = text.split("## ").slice(1);
    assert.match(first, /^1\. Not a message\n\nReason: "role" is missing; it must be a string\.\n\n```json\n\{\n {2}"content": 1\n\}\n```/);
    assert.match(second, /^2\. system \(a role that the protocol does not know\) · unknown content\n\n[^]*telepathy/);
  });

  it("says that there is nothing in it", () => {
    assert.match(textOf(prompt([])), /The prompt is empty: it has no messages\./);
  });
});
