import assert from "node:assert/strict";
import { offerAsText } from "../../../src/cli/render";
import type { Offer } from "../../../src/core/mcp/types";
import { escapeLines } from "../../../src/core/trace/escape";

const ESC = "\u001b";

describe("what the command line prints for people", () => {
  const hello = { revision: "2025-11-25", info: { name: `s${ESC}[2J`, version: "1" }, capabilities: {}, instructions: undefined };
  const offer: Offer = {
    tools: { items: [{ name: `a${ESC}]0;title\u0007`, description: "does\u202e things\nin two lines", inputSchema: {} }], invalid: [], truncated: undefined },
    resources: undefined,
    templates: undefined,
    prompts: undefined,
  };

  it("lists names of a server without letting them act on the terminal", () => {
    assert.equal(offerAsText(hello, offer), "s\\x1b[2J 1 (MCP 2025-11-25)\n\nTools (1)\n  a\\x1b]0;title\\x07  does\\u{202e} things");
  });

  it("keeps the lines of a message of several", () => {
    assert.equal(escapeLines(`It failed.\n  ${ESC}[31mred`), "It failed.\n  \\x1b[31mred");
  });
});
