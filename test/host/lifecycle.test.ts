import * as assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as vscode from "vscode";
import type { activate, Activated, deactivate } from "../../src/vscode/extension";
import { childrenOf, isRunning, pidsAfter, withArgument } from "../support/processes";
import { framesOf } from "./support/traffic";
import { until } from "./support/until";
import { watchErrors } from "./support/watchErrors";
import { configureServers, inCheckout, rogue, serverIn, wirelight } from "./support/wirelight";

interface EntryPoint {
  readonly activate: typeof activate;
  readonly deactivate: typeof deactivate;
}

describe("the end of the extension", () => {
  afterEach(() => configureServers(undefined));

  it("ends every server, also one that ignores it and one that is only starting, and can begin again", async () => {
    const { context, trace, registry } = await wirelight();
    const before = ours();
    const errors = await watchErrors();
    await configureServers({ "e-plain": rogue("banner"), "e-stubborn": rogue("stubborn"), "e-starting": rogue("silent", "--initialize") });
    await serverIn("e-plain", "running");
    await serverIn("e-stubborn", "running");
    await serverIn("e-starting", "starting");
    const [, grandchild] = await until("the stubborn server has told its processes", async () => {
      const stderr = (await framesOf("e-stubborn")).filter(({ kind }) => kind === "stderr").map((frame) => frame.text()).join("\n");
      const pids = pidsAfter("pids", stderr);
      return stderr.includes("grandchild") && pids.length === 2 && pids;
    });
    const pids = [...new Set([...spawned(trace), ...ours(), grandchild ?? 0])].filter(isRunning);
    assert.ok(pids.length >= 5, `${pids.length} processes: three servers, a grandchild, the bundled server`);

    const entry = entryPoint();
    await entry.deactivate();
    await until("all processes are gone", () => !pids.some(isRunning), () => pids.filter(isRunning).join(", "));
    assert.deepEqual(registry.servers.filter(({ session }) => session), []);
    await assert.rejects(async () => vscode.commands.executeCommand("wirelight.stopAllServers"), /not found/, "its commands are gone");
    assert.deepEqual(vscode.languages.getDiagnostics().filter(([{ scheme }, problems]) => scheme === "wirelight-stray" && problems.length > 0), [], "its Problems are gone");

    assert.deepEqual(errors.told, [], "nothing goes wrong on the way out");
    errors.stop();

    await vscode.workspace.getConfiguration().update("wirelight.servers", { "e-plain": rogue("banner") }, vscode.ConfigurationTarget.Global);
    // The tests after this one find the new life where they found the old one.
    Object.assign(vscode.extensions.getExtension<Activated>("wirelight.wirelight")?.exports ?? {}, entry.activate(context));
    await makeAnew("wirelight.trafficPanel");
    await serverIn("e-plain", "running");
    await serverIn("code-analysis", "running");
    assert.notEqual((await wirelight()).trace, trace);
    await configureServers(undefined);
    await until("no more of its processes than before are there", () => ours().length <= before.length);
  });

  /** A view that was open belongs to the life before, which otherwise ends with its extension host; the window makes it again where it is moved. */
  async function makeAnew(view: string): Promise<void> {
    for (const container of ["wirelight", "wirelightPanel"]) await vscode.commands.executeCommand("vscode.moveViews", { viewIds: [view], destinationId: `workbench.view.extension.${container}` });
  }

  /** Everything that this extension host has started for Wirelight. */
  function ours(): number[] {
    const children = childrenOf(process.pid);
    return withArgument((argument) => argument === "wirelight-reaper" || argument.endsWith("analyzer.js") || argument.includes("/fixtures/servers/")).filter((pid) => children.includes(pid));
  }
});

/** The very module that VS Code runs, since modules are loaded once. */
function entryPoint(): EntryPoint {
  const file = inCheckout("dist", "extension.js");
  return createRequire(file)(file) as EntryPoint;
}

function spawned(trace: Awaited<ReturnType<typeof wirelight>>["trace"]): number[] {
  const pids: number[] = [];
  for (let seq = trace.first; seq < trace.next; seq++) {
    const event = trace.at(seq)?.event;
    if (event?.type === "spawned") pids.push(event.pid);
  }
  return pids;
}
