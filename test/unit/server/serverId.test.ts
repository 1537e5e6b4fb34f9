import * as assert from "node:assert/strict";
import { serverId } from "../../../src/core/server/config/serverId";

describe("the id of a server", () => {
  it("stays when its file is called otherwise, as when a second folder joins the workspace", () => {
    const file = "/a/.vscode/mcp.json";
    assert.equal(serverId({ label: ".vscode/mcp.json", file }, "one"), serverId({ label: "a/.vscode/mcp.json", file }, "one"));
  });

  it("is another for another file, another place without a file, and another name", () => {
    const ids = [
      serverId({ label: ".vscode/mcp.json", file: "/a/.vscode/mcp.json" }, "one"),
      serverId({ label: ".vscode/mcp.json", file: "/b/.vscode/mcp.json" }, "one"),
      serverId({ label: "User Settings", file: undefined }, "one"),
      serverId({ label: "bundled", file: undefined }, "one"),
      serverId({ label: "User Settings", file: undefined }, "two"),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });
});
