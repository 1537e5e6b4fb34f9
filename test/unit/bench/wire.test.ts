import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { inProject } from "../../support/project";

/** Sends lines to the server of the benchmarks, closes its stdin and gives all that it wrote. */
async function talk(...messages: readonly object[]): Promise<string[]> {
  const server = spawn(process.execPath, [inProject("test", "bench", "servers", "wire.mjs")], { stdio: ["pipe", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  server.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  server.stdin.end(messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join(""));
  await once(server, "close");
  return Buffer.concat(chunks).toString().split("\n").slice(0, -1);
}

describe("the server of the benchmarks", () => {
  it("shakes hands, answers pings in order and says nothing to a notification", async () => {
    const lines = await talk(
      { id: 1, method: "initialize", params: { protocolVersion: "2025-11-25" } },
      { method: "notifications/initialized" },
      ...Array.from({ length: 3 }, (_, index) => ({ id: index + 2, method: "ping" })),
    );
    assert.deepEqual(lines.map((line) => (JSON.parse(line) as { id: number }).id), [1, 2, 3, 4]);
    assert.equal((JSON.parse(lines[0] ?? "") as { result: { protocolVersion: string } }).result.protocolVersion, "2025-11-25");
  });

  for (const method of ["notifications/tick", "notifications/message"]) {
    it(`floods with exactly as many ${method} of exactly the size asked for, then answers`, async () => {
      const lines = await talk({ id: 7, method: "tools/call", params: { name: "flood", arguments: { method, size: 124, count: 1234 } } });
      assert.equal(lines.length, 1235);
      assert.deepEqual([...new Set(lines.slice(0, -1).map((line) => line.length + 1))], [124]);
      assert.deepEqual([...new Set(lines.slice(0, -1).map((line) => (JSON.parse(line) as { method: string }).method))], [method]);
      assert.equal((JSON.parse(lines.at(-1) ?? "") as { id: number }).id, 7);
    });
  }

  it("gives a result of about the size asked for in one line", async () => {
    const lines = await talk({ id: 1, method: "tools/call", params: { name: "big", arguments: { bytes: 3_000_000 } } });
    assert.equal(lines.length, 1);
    assert.ok(Math.abs((lines[0] ?? "").length - 3_000_000) < 3_000_000 / 20, `${lines[0]?.length} bytes`);
  });
});
