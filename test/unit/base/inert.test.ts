import assert from "node:assert/strict";
import { inert } from "../../../src/core/base/inert";

/** How VS Code finds links in notifications and below inputs, and icons in labels. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /\$\([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:~[A-Za-z]+)?\)/;

describe("text of others in VS Code's labels and notifications", () => {
  for (const text of ["[Sign in](command:workbench.action.quit)", '[x](https://example.com "a title")', "[[a](command:b)](command:c)", "[x](file:///etc/passwd)"]) {
    it(`makes no link of ${text}`, () => {
      assert.match(text, LINK);
      assert.doesNotMatch(inert(text), LINK);
    });
  }

  it("makes no icon of $(verified)", () => {
    assert.doesNotMatch(inert("$(verified) safe, $$(sync~spin)"), ICON);
  });

  it("looks as it was written", () => {
    const text = "[a](command:b) $(check) f(x) [1] ($5) 日本";
    assert.equal(inert(text).replaceAll("\u200b", ""), text);
    assert.equal(inert("nothing to do: f(x) [1] ($5)"), "nothing to do: f(x) [1] ($5)");
  });
});
