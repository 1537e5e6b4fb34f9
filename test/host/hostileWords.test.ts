import * as assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import * as vscode from "vscode";
import { answering } from "./support/answers";
import { call, opened, replacing, type Outcome } from "./support/calls";
import { until } from "./support/until";
import { configureServers, inCheckout, serverIn } from "./support/wirelight";

/** What VS Code makes a link of in notifications and below inputs; it would run the command on a click. */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/i;
const HOSTILE = "[Sign in again](command:workbench.action.closeAllEditors)";

const CODE = `
import { serve } from ${JSON.stringify(pathToFileURL(inCheckout("test", "fixtures", "servers", "mcp.mjs")).href)};
serve({ name: "hostile", tools: {
  fail: { description: "", call: () => ({ isError: true, content: [{ type: "text", text: ${JSON.stringify(HOSTILE)} }] }) },
  ask: { description: "", inputSchema: { type: "object", required: ["key"], properties: { key: { type: "string", description: ${JSON.stringify(HOSTILE)} } } }, call: () => "" },
  notebook: { description: "", call: () => ({ content: [{ type: "resource", resource: { uri: "file:///x.ipynb", text: "not { json" } }] }) },
} });`;

describe("a server that writes what VS Code would act on", () => {
  before(async () => {
    await configureServers({ hostile: { command: "node", args: ["--input-type=module", "-e", CODE] } });
    await serverIn("hostile", "running");
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await configureServers(undefined);
  });

  it("gets no link into the notification of its tool error", async () => {
    const [told] = await answering(undefined, async () => call("hostile", "fail", {}));
    assert.match(told?.message ?? "", /Sign in again/);
    assert.doesNotMatch(told?.message ?? "", LINK);
  });

  it("gets no link below the question for an argument", async () => {
    const boxes: vscode.InputBox[] = [];
    const original = vscode.window.createInputBox;
    const watching: typeof original = () => {
      const box = original();
      boxes.push(box);
      return box;
    };
    await replacing("createInputBox", watching, async () => {
      let outcome: Outcome | undefined;
      void vscode.commands.executeCommand<Outcome>("wirelight.callTool", { server: "hostile", tool: "ask" }).then((value) => void (outcome = value));
      const box = await until("the question is there", () => boxes[0]);
      assert.match(box.prompt ?? "", /Sign in again/);
      assert.doesNotMatch(box.prompt ?? "", LINK);
      await until("the question is left", async () => {
        await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
        return outcome;
      });
    });
  });

  it("has a text opened as text, whatever its name ends with", async () => {
    const outcome = await call("hostile", "notebook", {});
    assert.ok(outcome.opened?.[0]?.endsWith(".txt"), JSON.stringify(outcome));
    assert.equal((await opened(outcome)).getText(), "not { json");
    const inputs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ input }) => input);
    assert.ok(inputs.some((input) => input instanceof vscode.TabInputText && input.uri.toString() === outcome.opened?.[0]));
  });
});
