import "vscode-jsonrpc/node";
import assert from "node:assert/strict";
import { CancelSource } from "../../../src/core/base/cancel";
import { openSession } from "../../../src/core/mcp/clientSession";
import type { Session } from "../../../src/core/mcp/session";
import { assertNoLeaks } from "../../support/leaks";
import { type Stage, playGolden } from "../../support/script";
import { rejects } from "./rejects";

/** Opens a session on the stage, hands it to the test, and disposes it. */
async function withSession(stage: Stage, use: (session: Session) => Promise<void>): Promise<void> {
  const { clock, link } = stage;
  const session = openSession(link, { clock, client: { name: "script", version: "1" }, initializeTimeout: 10_000, requestTimeout: 30_000, roots: () => [] });
  await use(session);
  session.dispose();
  assertNoLeaks(clock);
}

const HANDSHAKE = `
  > {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"script","version":"1"}}}
  < {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{}},"serverInfo":{"name":"old","version":"0.1"}}}
  > {"jsonrpc":"2.0","method":"notifications/initialized"}`;

describe("a session on the wire", () => {
  it("opens, lists, calls, cancels and outlives a late answer", async () => {
    const cancel = new CancelSource();
    await playGolden(
      "mcp/session",
      `${HANDSHAKE}
      > {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      < Starting up...
      < {"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"slow","inputSchema":{"type":"object"}}],"nextCursor":"p2"}}
      > {"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"p2"}}
      < {"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"broken"}]}}
      > {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"slow","arguments":{"n":1},"_meta":{"progressToken":4}}}
      @ 250
      < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":4,"progress":1,"total":2}}
      > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4,"reason":"Cancelled by the user"}}
      < {"jsonrpc":"2.0","id":4,"result":{"content":[]}}
      < {"jsonrpc":"2.0","id":"r1","method":"roots/list"}
      > {"jsonrpc":"2.0","id":"r1","result":{"roots":[]}}
      x 0`,
      (stage) =>
        withSession(stage, async (session) => {
          assert.equal((await session.initialize()).revision, "2024-11-05");
          const { tools } = await session.listAll();
          assert.deepEqual(tools?.items.map((tool) => tool.name), ["slow"]);
          assert.deepEqual(tools?.invalid.map((tool) => tool.name), ["broken"]);
          const call = session.callTool("slow", { n: 1 }, { cancel, onProgress: () => cancel.cancel() });
          await rejects(call, "cancelled");
          await stage.link.closed;
        }),
    );
  });

  it("waits in vain, is told why, and loses the server in the next call", async () => {
    await playGolden(
      "mcp/silent-server",
      `${HANDSHAKE}
      > {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{}}}
      < {"jsonrpc":"2.0","id":"2","result":{"content":[]}}
      @ 30000
      > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2,"reason":"No answer within 30.0 s"}}
      > {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo","arguments":{}}}
      ! Segmentation fault
      x SIGSEGV`,
      (stage) =>
        withSession(stage, async (session) => {
          await session.initialize();
          const timeout = await rejects(session.callTool("echo", {}), "timeout");
          assert.equal(
            timeout.message,
            'No answer to tools/call "echo" (id 2), sent 30.0 s ago. An answer with id "2" (a string, not a number) came, which belongs to no request. The last message from the server came 30.0 s ago.',
          );
          const closed = await rejects(session.callTool("echo", {}), "closed");
          assert.equal(closed.message, 'No answer to tools/call "echo" (id 3), sent 0 ms ago: the server was killed by SIGSEGV.');
        }),
    );
  });
});
