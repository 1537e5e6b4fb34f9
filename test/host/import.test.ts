import * as assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { offerImport } from "../../src/vscode/import/offerImport";
import { tildePath } from "../../src/vscode/configuration/tildePath";
import { answering } from "./support/answers";
import { replacing } from "./support/calls";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight, workspaceFolder } from "./support/wirelight";

const servers = (): unknown => vscode.workspace.getConfiguration().inspect("wirelight.servers")?.globalValue;
const linked = (): unknown => vscode.workspace.getConfiguration().inspect("wirelight.linkedConfigurations")?.globalValue;

describe("servers of other programs", () => {
  const homes = ["HOME", "USERPROFILE"].map((name) => [name, process.env[name]] as const);
  let home: string;

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), "wirelight-home-"));
    for (const [name] of homes) process.env[name] = home;
    process.env["H_TOKEN"] = "in the environment";
    await write(".cursor/mcp.json", { mcpServers: { "m-git": { ...rogue("banner"), env: { API_KEY: "plain-to-see", OTHER: "${env:H_TOKEN}" } }, "m-far": { url: "https://example.com/mcp" } } });
    await write(".claude.json", { mcpServers: { "m-code": { ...rogue("banner", "--token=${H_TOKEN}") } } });
  });

  after(async () => {
    for (const [name, value] of homes) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    delete process.env["H_TOKEN"];
    await rm(home, { recursive: true });
  });

  afterEach(async () => {
    await vscode.workspace.getConfiguration().update("wirelight.linkedConfigurations", undefined, vscode.ConfigurationTarget.Global);
    await configureServers(undefined);
  });

  it("are listed by program, shown in full before they are copied, and taken back by Undo", async () => {
    const entry = { ...rogue("banner"), disabled: true };
    await configureServers({ "m-git": entry });
    const { asked, offered, told } = await importing(["m-code", "m-git"], "Copy into your settings", "Copy", "Undo");
    assert.deepEqual(offered.slice(0, 4), ["Claude Code", "m-code", "Cursor", "m-git"]);
    assert.match(asked.detail, /^m-git: node .*banner\.mjs$/m);
    assert.match(asked.detail, /^m-code: node .*banner\.mjs '--token=\$\{env:H_TOKEN\}'$/m);
    assert.match(asked.detail, /hold this secret as plain text: API_KEY of "m-git"/);
    assert.equal(asked.detail.includes("plain-to-see"), false);
    assert.match(told.message, /^Copied 2 servers into your settings: m-code, m-git \(Cursor\)\.$/);
    assert.deepEqual(told.written, {
      "m-git": entry,
      "m-code": rogue("banner", "--token=${env:H_TOKEN}"),
      "m-git (Cursor)": { ...rogue("banner"), env: { API_KEY: "plain-to-see", OTHER: "${env:H_TOKEN}" } },
    });
    await until("what was copied is taken back", () => JSON.stringify(servers()) === JSON.stringify({ "m-git": entry }), () => JSON.stringify(servers()));
  });

  it("run once they are copied, and are not copied twice", async () => {
    await importing(["m-code"], "Copy into your settings", "Copy", undefined);
    const server = await serverIn("m-code", "running");
    assert.ok(server.config.launch?.args.includes("--token=in the environment"));
    const { told } = await importing(["m-code"], "Copy into your settings", "Copy", undefined);
    assert.equal(told.message, "Nothing was copied. One was there already.");
  });

  it("keep the folder of the workspace they come from, when they are copied into the person's settings", async () => {
    const own = workspaceFolder().uri;
    const file = vscode.Uri.joinPath(own, ".cursor", "mcp.json");
    const entry = rogue("banner", "${workspaceFolder}/data");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ mcpServers: { "m-tied": { ...entry, disabled: true } } })));
    try {
      const { asked, told, ways } = await importing(["m-tied"], "Copy into your settings", "Copy", "Undo");
      assert.match(ways[0] ?? "", /^They start by themselves in every window\. What belongs to a folder keeps its path and goes on running there, whatever is open: /);
      assert.ok(ways[0]?.endsWith(`${tildePath(own.fsPath)}.`), ways[0]);
      const written = { command: entry.command, args: [entry.args?.[0], `${own.fsPath}/data`], cwd: own.fsPath, disabled: true };
      assert.deepEqual(told.written, { "m-tied": written });
      assert.match(asked.detail, /^m-tied: node .*banner\.mjs .*\/data$/m);
      await until("what was copied is taken back", () => servers() === undefined);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it("are not copied where a text of theirs would come to mean something else: it is said why, and they can be linked", async () => {
    const entry = { ...rogue("banner", "${command:workbench.action.quit}"), env: { API_KEY: "hidden-${userHome}" } };
    await write(".codeium/windsurf/mcp_config.json", { mcpServers: { "m-literal": { ...entry, env: {} }, "m-secret": { ...rogue("banner", "~/x"), env: entry.env } } });
    try {
      const mixed = await importing(["m-literal", "m-code"], "Copy into your settings", undefined, undefined);
      assert.equal(mixed.asked.message, "Copy 1 server into your settings?");
      assert.match(mixed.asked.detail, /^"m-literal" is not copied\. It can be linked: then it stays as it is\.\nargs\[1\]: Windsurf takes '\$\{command:workbench\.action\.quit\}' as it stands, but/m);
      assert.match(mixed.asked.detail, /^m-code: node /m);
      const { asked } = await importing(["m-secret", "m-literal"], "Copy into your settings", "Link Windsurf Instead", undefined);
      assert.equal(asked.message, "These 2 servers cannot be copied into your settings as they are.");
      assert.match(asked.detail, /^args\[1\]: Windsurf takes .*~\/x/m);
      assert.match(asked.detail, /^env\.API_KEY: Windsurf takes /m);
      assert.equal(asked.detail.includes("hidden-"), false);
      assert.equal(servers(), undefined);
      assert.deepEqual(linked(), ["windsurf"]);
      const server = await serverIn("m-literal", "stopped");
      assert.deepEqual(server.config.launch?.args.at(-1), "${command:workbench.action.quit}");
      assert.deepEqual(server.config.inputs, []);
    } finally {
      await rm(path.join(home, ".codeium"), { recursive: true });
    }
  });

  it("are not copied when the person decides against it", async () => {
    const { told } = await importing(["m-git"], "Copy into your settings", undefined, undefined);
    assert.equal(told.message, "");
    assert.equal(servers(), undefined);
  });

  it("can be linked: their file stays the one that counts", async () => {
    await importing(["m-git"], "Link Cursor", undefined, undefined);
    assert.deepEqual(linked(), ["cursor"]);
    const server = await serverIn("m-git", "stopped");
    assert.equal(server.config.source.label, "Cursor");
    const file = path.join(home, ".cursor", "mcp.json");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("m-git", "m-renamed"));
    await serverIn("m-renamed", "stopped");
    await writeFile(file, text);
    await serverIn("m-git", "stopped");
  });

  it("are offered once, where nothing is configured yet", async () => {
    const { context, registry } = await wirelight();
    const key = "wirelight.importOffered";
    await context.globalState.update(key, undefined);
    const offers: string[] = [];
    const show = (message: string): Promise<undefined> => {
      offers.push(message);
      return Promise.resolve(undefined);
    };
    await replacing("showInformationMessage", show as unknown as typeof vscode.window.showInformationMessage, async () => {
      await offerImport(context, registry.servers.map(({ config }) => config));
      assert.deepEqual(offers, [], "servers are configured");
      await offerImport(context, []);
      await offerImport(context, []);
    });
    assert.deepEqual(offers, ['Wirelight can use 2 MCP servers that you have configured for Claude Code and Cursor. Later: "Wirelight: Import Servers...".']);
    await context.globalState.update(key, undefined);
  });

  async function write(file: string, value: object): Promise<void> {
    await mkdir(path.dirname(path.join(home, file)), { recursive: true });
    await writeFile(path.join(home, file), JSON.stringify(value));
  }
});

interface Imported {
  readonly offered: readonly string[];
  readonly asked: { readonly message: string; readonly detail: string };
  /** What was said of each way to import them. */
  readonly ways: readonly string[];
  /** The notification at the end, and the setting as it was then. */
  readonly told: { readonly message: string; readonly written: unknown };
}

/** Runs *Import Servers...* as somebody who chooses these servers, this way, and these buttons. */
async function importing(names: readonly string[], way: string, confirm: string | undefined, finally_: string | undefined): Promise<Imported> {
  const offered: string[] = [];
  const ways: string[] = [];
  let told = { message: "", written: undefined as unknown };
  const pick = (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions): Promise<unknown> => {
    if (!options.canPickMany) {
      ways.push(...items.map(({ detail }) => detail ?? ""));
      return Promise.resolve(items.find(({ label }) => label.endsWith(way)));
    }
    offered.push(...items.map(({ label }) => label));
    return Promise.resolve(items.filter(({ label }) => names.includes(label)));
  };
  const tell = (message: string): Promise<string | undefined> => {
    told = { message, written: servers() };
    return Promise.resolve(finally_);
  };
  const asked = await answering(confirm, () => replacing("showQuickPick", pick as unknown as typeof vscode.window.showQuickPick, () => (
    replacing("showInformationMessage", tell as unknown as typeof vscode.window.showInformationMessage, async () => vscode.commands.executeCommand("wirelight.importServers"))
  )));
  return { offered, asked: asked[0] ?? { message: "", detail: "" }, ways, told };
}
