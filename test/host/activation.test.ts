import * as assert from "node:assert/strict";
import { extensions } from "vscode";

describe("the extension in a real VS Code", () => {
  it("is found and activates", async () => {
    const extension = extensions.getExtension("wirelight.wirelight");
    assert.ok(extension, "VS Code does not know wirelight.wirelight");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
