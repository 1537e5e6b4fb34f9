import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { isJsonObject } from "../../src/core/base/json";
import type { Server } from "../../src/core/server/server";
import { answering } from "./support/answers";
import { npmServer } from "./support/calls";
import { type LogLine, logOf, sumOf } from "./support/output";
import { framesOf } from "./support/traffic";
import { until } from "./support/until";
import { configureServers, inCheckout, rogue, serverIn, type ServerEntry, wirelight, workspaceFolder } from "./support/wirelight";

/** The level a log channel has for each of MCP's. */
const CHANNEL_LEVELS: Readonly<Record<string, string>> = {
  debug: "debug", info: "info", notice: "info", warning: "warning", error: "error", critical: "error", alert: "error", emergency: "error",
};

describe("the log of a server", () => {
  afterEach(async () => {
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("has stderr, start and stop, with the exit code and without any error", async () => {
    const server = await running("l-plain", rogue("stderr-flood", "--lines=2"));
    await server.stop();
    await saying(server, /^Stopped$/);
    const lines = await logOf(server.config.id, "l-plain");
    assert.deepEqual(lines.map(({ level }) => level).filter((level) => level !== "info"), [], "stderr is no error");
    const texts = lines.map(({ text }) => text.replace(/^(log ?)+$/, "(stderr)").replace(/\d+$/, "N").replace(/[\d-]+\)$/, "N)"));
    assert.deepEqual(texts, ["Started as process N", "(stderr)", "(stderr)", "Running (protocol N)", "Stopping", "The process exited with code N", "Stopped"]);
  });

  it("has an unasked end as an error with the exit code or the signal", async () => {
    await configureServers({ "l-exits": rogue("exits-early", "--code=3"), "l-dies": rogue("dies-mid-call") });
    const exits = await serverIn("l-exits", "failed");
    assert.equal((await saying(exits, /^Failed: .*\bcode 3\b/)).level, "error");
    const dies = await serverIn("l-dies", "running");
    await assert.rejects(async () => dies.session?.callTool("die", {}));
    assert.equal((await saying(dies, /\bSIGKILL\b.* It is started again by itself in 1 s \(attempt 1 of 5\)\.$/)).level, "error");
  });

  it("has the log messages of a real server with their levels", async () => {
    const server = await running("l-everything", npmServer("everything", "stdio"));
    await server.session?.callTool("toggle-simulated-logging", {});
    await until("a message above debug has come", async () => (await messagesOf("l-everything")).some(({ level }) => CHANNEL_LEVELS[level] !== "debug"));
    const came = await messagesOf("l-everything");
    for (const { level, data } of came.filter((message) => CHANNEL_LEVELS[message.level] !== "debug")) {
      const line = await until(`the log has "${data}"`, async () => (await logOf(server.config.id, "l-everything")).find(({ text }) => text.endsWith(data)));
      assert.equal(line.level, CHANNEL_LEVELS[level], data);
    }
  });

  it("maps every level of MCP, names the logger, and leaves debug out until it is asked for", async () => {
    const server = await running("l-levels", levelled());
    await server.session?.callTool("log", {});
    await saying(server, /emergency message$/);
    const lines = (await logOf(server.config.id, "l-levels")).filter(({ text }) => text.endsWith(" message"));
    const expected = Object.entries(CHANNEL_LEVELS).filter(([level]) => level !== "debug").map(([level, shown]) => `[${shown}] [unit] ${level} message`);
    assert.deepEqual(lines.map(({ level, text }) => `[${level}] ${text}`), expected);
  });

  it("leaves lines out of a flood and says how many, to the line", async () => {
    const server = await running("l-flood", rogue("stderr-flood"));
    const all = 30_000;
    await server.session?.callTool("flood", { lines: all });
    const counted = async (): Promise<readonly [printed: number, left: number]> => {
      const lines = await logOf(server.config.id, "l-flood");
      return [lines.filter(({ text }) => /^(log ?)+$/.test(text)).length, sumOf(lines.map(({ text }) => text), /^Wirelight left out ([\d,]+) lines? here/)];
    };
    let last: readonly [number, number] = [0, 0];
    await until("every line is printed or counted", async () => {
      last = await counted();
      return last[0] + last[1] >= all;
    }, () => last.join(" + "));
    assert.equal(last[0] + last[1], all);
    assert.ok(last[1] > all / 2, `${last[1]} were left out`);
    assert.equal(server.state.name, "running");
  });

  it("is another for another server of the same name", async () => {
    const file = vscode.Uri.joinPath(workspaceFolder().uri, ".vscode", "mcp.json");
    const original = await vscode.workspace.fs.readFile(file);
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ servers: { "l-twin": rogue("stderr-flood", "--lines=1") } })));
      const theirs = await serverIn("l-twin", "stopped");
      await configureServers({ "l-twin": rogue("banner") });
      await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", theirs.config.id));
      assert.equal(theirs.state.name, "running");
      const { registry } = await wirelight();
      const mine = await until("both run", () => registry.servers.find((server) => server.config.name === "l-twin" && server !== theirs && server.state.name === "running"));
      const texts = async (server: Server): Promise<string> => (await logOf(server.config.id, `l-twin (${server.config.source.label})`)).map(({ text }) => text).join("\n");
      assert.match(await texts(theirs), /^Started as process \d+\nlog log [^]*\nRunning/);
      assert.match(await texts(mine), /^Started as process \d+\nRunning/);
    } finally {
      await vscode.workspace.fs.writeFile(file, original);
    }
  });
});

async function running(name: string, entry: ServerEntry): Promise<Server> {
  await configureServers({ [name]: entry });
  return serverIn(name, "running");
}

/** The first line of a server's log that says this, once it is there. */
async function saying({ config }: Server, wording: RegExp): Promise<LogLine> {
  let lines: LogLine[] = [];
  return until(`the log of ${config.name} says ${wording}`, async () => {
    lines = await logOf(config.id, config.name);
    return lines.find(({ text }) => wording.test(text));
  }, () => JSON.stringify(lines));
}

/** What the server has sent as `notifications/message`. */
async function messagesOf(name: string): Promise<{ readonly level: string; readonly data: string }[]> {
  return (await framesOf(name)).filter(({ method }) => method === "notifications/message").map((frame) => {
    const message = frame.message();
    const params = isJsonObject(message) ? message["params"] : undefined;
    assert.ok(isJsonObject(params) && typeof params["level"] === "string" && typeof params["data"] === "string");
    return { level: params["level"], data: params["data"] };
  });
}

/** A server whose tool `log` sends one message of every level. */
function levelled(): ServerEntry {
  const script = `
    import { send, serve } from ${JSON.stringify(inCheckout("test", "fixtures", "servers", "mcp.mjs"))};
    const notify = (level) => send({ jsonrpc: "2.0", method: "notifications/message", params: { level, logger: "unit", data: level + " message" } });
    serve({ name: "levelled", tools: { log: { description: "Logs.", call: () => {
      ${JSON.stringify(Object.keys(CHANNEL_LEVELS))}.forEach(notify);
      return "done";
    } } } });`;
  return { command: "node", args: ["--input-type=module", "-e", script] };
}
