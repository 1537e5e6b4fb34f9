import * as assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { answering } from "./support/answers";
import { replacing } from "./support/calls";
import { telling, toldBy, tracedOf } from "./support/telling";
import { rowsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, serverIn, wirelight, workspaceFolder } from "./support/wirelight";

const SECRET = "hunter2-is-no-secret";

describe("what a launch asks for", () => {
  const mcpJson = vscode.Uri.joinPath(workspaceFolder().uri, ".vscode", "mcp.json");
  let original: Uint8Array;
  let folder: string;

  before(async () => {
    original = await vscode.workspace.fs.readFile(mcpJson);
    folder = await mkdtemp(path.join(tmpdir(), "wirelight-inputs-"));
  });

  after(() => rm(folder, { recursive: true }));

  afterEach(async () => {
    await vscode.workspace.fs.writeFile(mcpJson, original);
    await configureServers(undefined);
    await setInputs(undefined);
    await forgetAll();
  });

  it("is asked once and remembered, and a secret is seen nowhere", async () => {
    await setInputs([{ id: "secret", type: "promptString", description: "The token", password: true }, { id: "region", type: "pickString", description: "Where", options: ["us", { label: "Europe", value: "eu" }], default: "eu" }]);
    await configureServers({ "i-asks": telling({ args: ["--token=${input:secret}", "${input:region}"], env: { H_TOKEN: "${input:secret}" } }) });
    const server = await serverIn("i-asks", "blocked");
    assert.ok(server.state.name === "blocked" && server.state.reason === "input" && server.state.message.includes('"secret", "region"'), JSON.stringify(server.state));
    assert.equal(server.link, undefined, "no process was started");
    const asked = await asking({ secret: SECRET, region: "Europe" }, () => server.start(true));
    assert.deepEqual(asked, ["box secret: The token (hidden)", "pick region: Europe, us"]);
    assert.deepEqual(await toldBy(server), { args: [`--token=${SECRET}`, "eu"], env: { H_TOKEN: SECRET } });
    assert.deepEqual(await asking({}, () => server.restart()), [], "the second start asks nothing");
    assert.deepEqual((await toldBy(server)).args, [`--token=${SECRET}`, "eu"]);

    const { context, views } = await wirelight();
    const traced = await tracedOf(server);
    assert.ok(traced.includes("--token=••••••") && !traced.includes(SECRET), traced);
    const row = (await views.servers.getChildren()).find((each) => each.type === "server" && each.server === server);
    assert.ok(row);
    const hover = views.servers.resolveTreeItem(new vscode.TreeItem("x"), row).tooltip;
    assert.ok(hover instanceof vscode.MarkdownString && hover.value.includes("--token=${input:secret}") && !hover.value.includes(SECRET));
    for (const memory of [context.globalState, context.workspaceState]) assert.equal(JSON.stringify(memory.keys().map((key) => memory.get(key))).includes(SECRET), false, "the secret is in no plain store");
  });

  it("is asked again after it was cleared, and leaving the question leaves the server at rest", async () => {
    await setInputs([{ id: "secret", type: "promptString", description: "Again", password: true }]);
    await configureServers({ "i-again": telling({ args: ["${input:secret}"] }) });
    const server = await serverIn("i-again", "blocked");
    await asking({ secret: "one" }, () => server.start(true));
    await server.stop();
    const offered: string[] = [];
    await replacing("showQuickPick", pickingAll(offered), async () => vscode.commands.executeCommand("wirelight.clearSavedInputs", server.config.id));
    assert.deepEqual(offered, ["secret secret · User Settings"]);
    await asking({ secret: undefined }, () => assert.rejects(server.start(true), /"secret" was not given/));
    assert.ok(server.state.name === "blocked" && server.state.reason === "input" && server.state.message.includes("cancelled"), JSON.stringify(server.state));
    await asking({ secret: "two" }, () => server.start(true));
    assert.deepEqual((await toldBy(server)).args, ["two"]);
  });

  it("is asked once for two servers that start together", async () => {
    await setInputs([{ id: "shared", type: "promptString", description: "For both" }]);
    await configureServers({ "i-left": telling({ args: ["${input:shared}"] }), "i-right": telling({ args: ["${input:shared}"] }) });
    const servers = [await serverIn("i-left", "blocked"), await serverIn("i-right", "blocked")];
    const asked = await asking({ shared: "both" }, () => Promise.all(servers.map((server) => server.start(true))));
    assert.equal(asked.length, 1);
    for (const server of servers) assert.deepEqual((await toldBy(server)).args, ["both"]);
  });

  it("may be a command of the editor, which a workspace must have allowed, and which must answer with a text", async () => {
    let answer: unknown = "from a command";
    const registered = vscode.commands.registerCommand("wirelight.test.answer", (args: unknown) => (typeof answer === "string" ? `${answer} ${JSON.stringify(args)}` : answer));
    try {
      await writeMcpJson({ inputs: [{ id: "made", type: "command", command: "wirelight.test.answer", args: { of: "me" } }], servers: { "i-command": telling({ args: ["${input:made}"] }) } });
      const server = await serverIn("i-command", "stopped");
      const [question] = await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id));
      assert.match(question?.detail ?? "", /^Runs the editor's command wirelight\.test\.answer with '\{"of":"me"\}' for made$/m);
      assert.deepEqual((await toldBy(server)).args, ['from a command {"of":"me"}']);
      await server.stop();
      await writeMcpJson({ inputs: [{ id: "made", type: "command", command: "wirelight.test.answer", args: { of: "you" } }], servers: { "i-command": telling({ args: ["${input:made}"] }) } });
      await until("the change is known", () => JSON.stringify(server.config.inputs).includes("you"));
      answer = 7;
      assert.equal((await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id).then(undefined, () => undefined))).filter(({ modal }) => modal).length, 1, "another command is asked about again");
      assert.ok(server.state.name === "failed" && server.state.message.includes("must give a string"), JSON.stringify(server.state));
    } finally {
      registered.dispose();
    }
  });

  it("says before consent that what is saved will be given without a question, and shows no secret", async () => {
    const inputs = [{ id: "kept", type: "promptString", description: "Kept", password: true }, { id: "zone", type: "pickString", description: "Zone", options: ["us", "eu"] }];
    const entry = (note: string): object => ({ inputs, servers: { "i-saved": telling({ args: ["${input:kept}", "${input:zone}", note] }) } });
    await writeMcpJson(entry("one"));
    const server = await serverIn("i-saved", "stopped");
    const start = async (): Promise<string> => {
      let detail = "";
      await asking({ kept: SECRET, zone: "eu" }, async () => {
        const [question] = await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id));
        detail = question?.detail ?? "";
      });
      await server.stop();
      return detail;
    };
    assert.match(await start(), /^Asks you for kept \(a secret\) \(Kept\)\nLets you choose zone \(Zone\): us, eu$/m);
    await writeMcpJson(entry("two"));
    await until("the change is known", () => server.config.launch?.args.includes("two"));
    const detail = await start();
    assert.match(detail, /^Gives the program your saved secret kept \(Kept\) without asking you\nGives the program your saved value of zone \(Zone\) without asking you: eu$/m);
    assert.equal(detail.includes(SECRET), false);
  });

  it("holds up nobody else when a command never answers, and is called off by Stop: a late answer is not taken", async () => {
    const answers: ((value: string) => void)[] = [];
    const registered = vscode.commands.registerCommand("wirelight.test.never", () => new Promise<string>((resolve) => answers.push(resolve)));
    try {
      await setInputs([{ id: "never", type: "command", command: "wirelight.test.never" }, { id: "other", type: "promptString", description: "Other" }]);
      await configureServers({ "i-never": telling({ args: ["${input:never}"] }), "i-other": telling({ args: ["${input:other}"] }) });
      const server = await serverIn("i-never", "blocked");
      const other = await serverIn("i-other", "blocked");
      const waiting = server.start(true);
      const refused = assert.rejects(waiting, /stopped before it was ready/);
      await until("the command is run", () => answers.length === 1);
      await asking({ other: "mine" }, () => other.start(true));
      assert.deepEqual((await toldBy(other)).args, ["mine"]);
      assert.equal(server.state.name, "starting");
      await vscode.commands.executeCommand("wirelight.stopServer", server.config.id);
      await refused;
      assert.equal(server.state.name, "stopped");
      answers[0]?.("too late");
      const again = server.start(true);
      await until("the command is run again", () => answers.length === 2);
      answers[1]?.("in time");
      await again;
      assert.deepEqual((await toldBy(server)).args, ["in time"]);
    } finally {
      registered.dispose();
    }
  });

  it("is asked no more once the server is stopped: the question closes", async () => {
    await setInputs([{ id: "open", type: "promptString", description: "Open" }]);
    await configureServers({ "i-open": telling({ args: ["${input:open}"] }) });
    const server = await serverIn("i-open", "blocked");
    const tokens: vscode.CancellationToken[] = [];
    const original = vscode.window.showInputBox.bind(vscode.window);
    const watched: typeof vscode.window.showInputBox = (options, token) => {
      if (token) tokens.push(token);
      return original(options, token);
    };
    await replacing("showInputBox", watched, async () => {
      const refused = assert.rejects(server.start(true), /stopped before it was ready/);
      await until("the question is open", () => tokens.length === 1);
      await server.stop();
      await refused;
      assert.equal(tokens[0]?.isCancellationRequested, true);
    });
    assert.equal(server.state.name, "stopped");
    await asking({ open: "again" }, () => server.start(true));
    assert.deepEqual((await toldBy(server)).args, ["again"]);
  });

  it("may be a file of variables: what the entry itself says wins, and a missing file is named", async () => {
    const file = path.join(folder, "variables.env");
    process.env["H_INHERITED"] = "from the editor";
    await configureServers({ "i-file": telling({ envFile: file, env: { H_OWN: "of the entry", H_GONE: null } }) });
    const server = await serverIn("i-file", "failed");
    assert.ok(server.state.name === "failed" && server.state.message.includes(file) && server.state.message.includes("no such file"), JSON.stringify(server.state));
    await writeFile(file, "H_FILE=\"of the file\"\nH_OWN=of the file\nexport H_GONE=of the file\nH_INHERITED=of the file\n");
    await server.start(true);
    assert.deepEqual((await toldBy(server)).env, { H_FILE: "of the file", H_OWN: "of the entry", H_INHERITED: "of the file" });
    delete process.env["H_INHERITED"];
  });

  it("says what is wrong with the definition of an input, though the settings file cannot be marked", async () => {
    await setInputs([{ id: "half", type: "promptString" }]);
    await configureServers({ "i-half": telling({ args: ["${input:half}"] }) });
    await serverIn("i-half", "misconfigured");
    const row = await until("the fault has a row", async () => (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "User Settings"));
    assert.match(row.description, /has no "description"/);
    await setInputs(undefined);
    await until("the row is gone", async () => !(await rowsOf((await wirelight()).views.servers)).some(({ label }) => label === "User Settings"));
  });

  async function writeMcpJson(value: object): Promise<void> {
    await vscode.workspace.fs.writeFile(mcpJson, new TextEncoder().encode(JSON.stringify(value)));
  }
});

async function setInputs(inputs: readonly object[] | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update("wirelight.inputs", inputs, vscode.ConfigurationTarget.Global);
}

async function forgetAll(): Promise<void> {
  await replacing("showQuickPick", pickingAll([]), async () => vscode.commands.executeCommand("wirelight.clearSavedInputs"));
}

/** Answers the questions for inputs, and gives back what was asked. An answer of `undefined` closes the question. */
async function asking(answers: { readonly [id: string]: string | undefined }, work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const idOf = (title: string | undefined): string => /^Input "(.*)" of the MCP server/.exec(title ?? "")?.[1] ?? `(${title})`;
  const box = (options: vscode.InputBoxOptions): Promise<string | undefined> => {
    asked.push(`box ${idOf(options.title)}: ${options.prompt}${options.password ? " (hidden)" : ""}`);
    return Promise.resolve(answers[idOf(options.title)]);
  };
  const pick = (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions): Promise<vscode.QuickPickItem | undefined> => {
    asked.push(`pick ${idOf(options.title)}: ${items.map(({ label }) => label).join(", ")}`);
    return Promise.resolve(items.find(({ label }) => label === answers[idOf(options.title)]));
  };
  await replacing("showInputBox", box as unknown as typeof vscode.window.showInputBox, () => replacing("showQuickPick", pick as unknown as typeof vscode.window.showQuickPick, work));
  return asked;
}

function pickingAll(offered: string[]): typeof vscode.window.showQuickPick {
  const pick = (items: readonly vscode.QuickPickItem[]): Promise<readonly vscode.QuickPickItem[]> => {
    offered.push(...items.map(({ label, description }) => `${label} ${description}`));
    return Promise.resolve(items);
  };
  return pick as unknown as typeof vscode.window.showQuickPick;
}
