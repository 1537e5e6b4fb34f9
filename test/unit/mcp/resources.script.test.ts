import "vscode-jsonrpc/node";
import assert from "node:assert/strict";
import { openSession } from "../../../src/core/mcp/clientSession";
import { assertNoLeaks } from "../../support/leaks";
import { playGolden } from "../../support/script";

describe("resources and prompts on the wire", () => {
  it("completes, reads, subscribes, reads what was updated, and gets a prompt", async () => {
    await playGolden(
      "mcp/resources",
      `
      > {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"script","version":"1"}}}
      < {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"resources":{"subscribe":true},"prompts":{},"completions":{}},"serverInfo":{"name":"s","version":"1"}}}
      > {"jsonrpc":"2.0","method":"notifications/initialized"}
      > {"jsonrpc":"2.0","id":2,"method":"completion/complete","params":{"ref":{"type":"ref/resource","uri":"log://{day}/{name}"},"argument":{"name":"name","value":"s"},"context":{"arguments":{"day":"today"}}}}
      < {"jsonrpc":"2.0","id":2,"result":{"completion":{"values":["server"],"total":1}}}
      > {"jsonrpc":"2.0","id":3,"method":"resources/subscribe","params":{"uri":"log://today/server"}}
      < {"jsonrpc":"2.0","id":3,"result":{}}
      > {"jsonrpc":"2.0","id":4,"method":"resources/read","params":{"uri":"log://today/server"}}
      < {"jsonrpc":"2.0","id":4,"result":{"contents":[{"uri":"log://today/server","text":"one"}]}}
      < {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"log://today/server"}}
      > {"jsonrpc":"2.0","id":5,"method":"resources/read","params":{"uri":"log://today/server"}}
      < {"jsonrpc":"2.0","id":5,"error":{"code":-32002,"message":"Resource not found","data":{"uri":"log://today/server"}}}
      > {"jsonrpc":"2.0","id":6,"method":"prompts/get","params":{"name":"explain","arguments":{"log":"server"}}}
      < {"jsonrpc":"2.0","id":6,"result":{"messages":[{"role":"user","content":{"type":"text","text":"Explain"}}]}}
      x 0`,
      async ({ clock, link }) => {
        const session = openSession(link, { clock, client: { name: "script", version: "1" }, initializeTimeout: 10_000, requestTimeout: 30_000, roots: () => [] });
        const updated = new Promise<string>((resolve) => session.onResourceUpdated(resolve));
        await session.initialize();
        const completion = await session.complete({ type: "ref/resource", uri: "log://{day}/{name}" }, { name: "name", value: "s", others: { day: "today" } });
        assert.deepEqual(completion.values, ["server"]);
        await session.subscribe("log://today/server");
        const { contents } = await session.readResource("log://today/server");
        assert.deepEqual(contents.map(({ content }) => content), [{ uri: "log://today/server", mimeType: undefined, text: "one" }]);
        await assert.rejects(session.readResource(await updated), /-32002 \(resource not found\): Resource not found/);
        const { messages } = await session.getPrompt("explain", { log: "server" });
        assert.equal(messages.length, 1);
        await link.closed;
        session.dispose();
        assertNoLeaks(clock);
      },
    );
  });
});
