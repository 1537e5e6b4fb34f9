import assert from "node:assert/strict";
import { compareOffers } from "../../../src/core/mcp/offerChange";
import { offerChangeCounts, offerChangeText } from "../../../src/core/mcp/offerChangeText";
import type { Listed, Offer, Tool } from "../../../src/core/mcp/types";

function listed<T>(items: readonly T[], more: Partial<Listed<T>> = {}): Listed<T> {
  return { items, invalid: [], truncated: undefined, ...more };
}

function tool(name: string, description?: string): Tool {
  return { name, inputSchema: { type: "object" }, ...(description !== undefined && { description }) };
}

const NOTHING: Offer = { tools: undefined, resources: undefined, templates: undefined, prompts: undefined };

describe("what changed in a list", () => {
  it("is told by name, and only for lists that were read again", () => {
    const before: Offer = { ...NOTHING, tools: listed([tool("a"), tool("b"), tool("c")]), prompts: listed([{ name: "p" }]) };
    const after = { tools: listed([tool("c", "new words"), tool("a"), tool("d")]) };
    assert.deepEqual(compareOffers(before, after), [{ list: "tools", added: ["d"], removed: ["b"], changed: ["c"] }]);
  });

  it("is nothing when only the order is new", () => {
    const before: Offer = { ...NOTHING, tools: listed([tool("a"), tool("b")]) };
    assert.deepEqual(compareOffers(before, { tools: listed([tool("b"), tool("a")]) }), []);
  });

  it("goes by URI for resources and by the template for templates", () => {
    const before: Offer = { ...NOTHING, resources: listed([{ uri: "a://1", name: "one" }]), templates: listed([]) };
    const after = { resources: listed([{ uri: "a://2", name: "one" }]), templates: listed([{ uriTemplate: "a://{x}", name: "one" }]) };
    assert.deepEqual(compareOffers(before, after), [
      { list: "resources", added: ["a://2"], removed: ["a://1"], changed: [] },
      { list: "templates", added: ["a://{x}"], removed: [], changed: [] },
    ]);
  });

  it("sees an item turn invalid, and a second one of the same name come", () => {
    const before: Offer = { ...NOTHING, tools: listed([tool("a"), tool("b")]) };
    const after = { tools: listed([tool("b"), tool("b")], { invalid: [{ index: 0, name: "a", reason: "no schema" }, { index: 3, name: undefined, reason: "is null" }] }) };
    assert.deepEqual(compareOffers(before, after), [{ list: "tools", added: [], removed: [], changed: ["b", "a"] }]);
  });

  it("does not take for removed what a list that was cut off does not show", () => {
    const before: Offer = { ...NOTHING, tools: listed([tool("a"), tool("b")]) };
    assert.deepEqual(compareOffers(before, { tools: listed([tool("a"), tool("c")], { truncated: "Page 2 could not be read" }) }), [
      { list: "tools", added: ["c"], removed: [], changed: [] },
    ]);
  });

  it("fits in one line, however much it is", () => {
    const change = { list: "tools", added: Array.from({ length: 300 }, (_, index) => `tool\n${index}`), removed: ["old"], changed: ["other"] } as const;
    assert.equal(
      offerChangeText(change),
      "tools changed: +tool 0, +tool 1, +tool 2, +tool 3, +tool 4, +tool 5, +tool 6, +tool 7, +292 more, -old, ~other",
    );
    assert.equal(offerChangeCounts(change), "+300 -1 ~1");
    assert.equal(offerChangeCounts({ ...change, added: [] }), "-1 ~1");
  });
});
