import assert from "node:assert/strict";
import { RAL } from "vscode-jsonrpc";
import "../../../src/node/jsonrpcRuntime";

describe("the runtime of vscode-jsonrpc", () => {
  it("is installed by the import", async () => {
    const runtime = RAL();
    await new Promise<void>((done) => runtime.timer.setImmediate(done));
    assert.match(runtime.crypto.randomUUID(), /^[-0-9a-f]{36}$/);
  });
});
