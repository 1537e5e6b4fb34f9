import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./support/answers";
import { call } from "./support/calls";
import { choosing } from "./support/choices";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const KEY = "wirelight.traffic.savedFilters";
const ECHOES = { name: "Echoes", filter: "tool:echo", color: "blue" };
const ERRORS = { name: "Errors", filter: "status:error" };

describe("the setting wirelight.traffic.savedFilters", () => {
  afterEach(async () => {
    await set(undefined, vscode.ConfigurationTarget.Workspace);
    await set(undefined);
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("is what pages show, and is told to them when it changes", async () => {
    const { traffic: { savedFilters } } = await wirelight();
    let changes = 0;
    const subscription = savedFilters.onChange(() => changes++);
    assert.deepEqual(savedFilters.list(), []);
    await set([ECHOES, ERRORS]);
    await until("the change is told", () => changes > 0);
    assert.deepEqual(savedFilters.list(), [ECHOES, ERRORS]);
    subscription.dispose();
  });

  it("is changed by pages in the person's own settings, and is gone with its last filter", async () => {
    const { traffic: { savedFilters } } = await wirelight();
    await savedFilters.save([ECHOES]);
    assert.deepEqual(values(), { own: [ECHOES], shared: undefined });
    assert.deepEqual(savedFilters.list(), [ECHOES]);
    await savedFilters.save([]);
    assert.deepEqual(values(), { own: undefined, shared: undefined });
  });

  it("is changed in the settings of the workspace where these have it", async () => {
    const { traffic: { savedFilters } } = await wirelight();
    await set([ERRORS]);
    await set([ECHOES], vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(savedFilters.list(), [ECHOES]);
    await savedFilters.save([]);
    assert.deepEqual(values(), { own: [ERRORS], shared: [] });
  });

  it("gets what an earlier version kept with the view in the person's own settings only, and never more than can be used", async () => {
    const { traffic: { savedFilters } } = await wirelight();
    await set([ERRORS, { filter: "nameless" }]);
    await set([], vscode.ConfigurationTarget.Workspace);
    await savedFilters.adopt([ECHOES, { name: "Again", filter: ERRORS.filter }]);
    assert.deepEqual(values(), { own: [ERRORS, ECHOES, { filter: "nameless" }], shared: [] });
    await set(undefined, vscode.ConfigurationTarget.Workspace);
    const many = Array.from({ length: 101 }, (_, index) => ({ name: `${index}`, filter: `tool:t${index}` }));
    await assert.rejects(savedFilters.save(many), /at most 100 are used\. Delete some/);
    assert.deepEqual(values().own, [ERRORS, ECHOES, { filter: "nameless" }]);
  });

  it("is used without what is wrong in it, which is said once and not lost", async () => {
    const { traffic: { savedFilters } } = await wirelight();
    const wrong = [{ filter: "nameless" }, { name: "Typo", filter: "statsu:error" }];
    const told = await answering(undefined, async () => {
      await set([...wrong, ECHOES]);
      assert.deepEqual(savedFilters.list().map(({ name }) => name), ["Typo", "Echoes"]);
      savedFilters.list();
    });
    const messages = told.map(({ message }) => message).filter((message) => message.includes(KEY));
    assert.equal(messages.length, 1, messages.join("\n"));
    assert.match(messages[0] ?? "", /^The setting wirelight\.traffic\.savedFilters has 2 problems\. Item 1: it has no name\. Add one/);
    await savedFilters.save([ECHOES]);
    assert.deepEqual(values().own, [ECHOES, { filter: "nameless" }]);
  });

  it("offers its filters where rows are chosen for an export", async () => {
    await configureServers({ "f-lists": rogue("banner") });
    await serverIn("f-lists", "running");
    await call("f-lists", "echo", { text: "to be exported" });
    await set([ECHOES, { name: "Typo", filter: "statsu:error" }]);
    const { trace, exchanges } = await wirelight();
    const source = { session: trace.session, live: true, trace, exchanges };
    const asked = await choosing([{ row: /^Echoes/ }, "escape"], () => vscode.commands.executeCommand("wirelight.exportTraffic", { source, seqs: [], filter: "" }));
    assert.deepEqual(asked[0]?.rows.map((row) => row.replace(/\s+/g, " ").replace(/\d[\d,]*/, "N")), ["Everything · N messages and lines", "Echoes · tool:echo"]);
  });
});

function set(value: unknown, target = vscode.ConfigurationTarget.Global): Thenable<void> {
  return vscode.workspace.getConfiguration().update(KEY, value, target);
}

function values(): { readonly own: unknown; readonly shared: unknown } {
  const found = vscode.workspace.getConfiguration().inspect<unknown>(KEY);
  return { own: found?.globalValue, shared: found?.workspaceValue };
}
