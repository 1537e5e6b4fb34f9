import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { Settings } from "../../src/vscode/contributions";
import { call } from "./support/calls";
import { rowsOf, textsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

describe("a server that ends by itself", function () {
  this.timeout(60_000);

  before(async () => {
    await configureServers({ mortal: rogue("dies-mid-call") });
    await serverIn("mortal", "running");
  });
  after(async () => {
    await set(undefined);
    await configureServers(undefined);
  });

  function set(value: boolean | undefined): Thenable<void> {
    return vscode.workspace.getConfiguration().update(Settings.autoRestart, value, vscode.ConfigurationTarget.Global);
  }

  /** The row of the server and those below, every time that its state changes while `work` runs. */
  async function rowsDuring(work: () => Promise<unknown>): Promise<string[]> {
    const { registry, views } = await wirelight();
    const looks: Promise<string>[] = [];
    const subscription = registry.onChange(() => looks.push(rowOf(views.servers)));
    await work();
    subscription.dispose();
    return Promise.all(looks);
  }

  async function rowOf(tree: Parameters<typeof rowsOf>[0]): Promise<string> {
    const row = (await rowsOf(tree)).find(({ label }) => label === "mortal");
    return [row?.description ?? "", ...textsOf((await row?.children()) ?? [])].join(" | ");
  }

  it("is started again, and its row says when", async () => {
    const { link } = await serverIn("mortal", "running");
    const rows = await rowsDuring(async () => {
      assert.equal((await call("mortal", "die", {})).kind, "closed");
      await until("it runs again", async () => (await serverIn("mortal", "running")).link !== link);
    });
    const restarting = rows.find((row) => row.startsWith("Restarting"));
    assert.equal(
      restarting,
      "Restarting in 1 s (attempt 1 of 5) · was killed by SIGKILL · User Settings | The server was killed by SIGKILL while it was running. Something else killed it; mostly that is the system, short of memory. Its log shows what it wrote last.",
    );
    assert.match(rows.at(-1) ?? "", /^Running · 2 tools/);
  });

  it("can be stopped while that is waited for", async () => {
    await call("mortal", "die", {});
    const server = await serverIn("mortal", "restarting");
    await vscode.commands.executeCommand("wirelight.stopServer", server.config.id);
    assert.equal(server.state.name, "stopped");
    await vscode.commands.executeCommand("wirelight.startServer", server.config.id);
    await serverIn("mortal", "running");
  });

  it("stays as it is when automatic restarts are switched off", async () => {
    await set(false);
    await call("mortal", "die", {});
    const { state } = await serverIn("mortal", "failed");
    assert.match(state.name === "failed" ? state.message : "", /Start it again when the cause is mended\.$/);
  });
});
