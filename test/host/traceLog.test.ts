import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { printFrame } from "../../src/core/trace/print";
import type { Frame } from "../../src/core/wire/frame";
import { replacing } from "./support/calls";
import { sumOf, traceLines } from "./support/output";
import { framesOf } from "./support/traffic";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const LEFT_OUT = /^… ([\d,]+) lines? left out here: /;
/** `14:03:07.125 name `, which stands before what the printer prints. */
const HEAD = /^\d\d:\d\d:\d\d\.\d{3} (\S+) /;

describe("the trace channel", () => {
  afterEach(async () => {
    await setLevel(undefined);
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("has one line for every message at the level of messages", async () => {
    await setLevel("messages");
    await session("t-messages");
    const expected = (await framesOf("t-messages")).filter(({ kind }) => kind !== "stderr" && kind !== "host").map((frame) => print(frame, "messages"));
    assert.ok(expected.some((line) => /^> request 1 initialize \d+ B$/.test(line)), expected.join("\n"));
    assert.deepEqual(await linesOf("t-messages", expected.length), expected);
  });

  it("has whole messages, stderr and events at the level of verbose", async () => {
    await setLevel("verbose");
    await session("t-verbose");
    const expected = (await framesOf("t-verbose")).map((frame) => print(frame, "verbose"));
    for (const sign of [/^> \{.*"method":"initialize"/, /^< \{.*"serverInfo"/, /^! log log/, /^\* spawned \d+: node /]) assert.ok(expected.some((line) => sign.test(line)), String(sign));
    assert.deepEqual(await linesOf("t-verbose", expected.length), expected);
  });

  it("begins and ends by command, and stays silent while it is off", async () => {
    await session("t-off");
    await choose("messages");
    const server = await serverIn("t-off", "running");
    await server.session?.callTool("echo", { text: "traced" });
    const traced = (await linesOf("t-off", 2)).map((line) => line.replace(/ \d+ B$/, ""));
    assert.deepEqual(traced, ["> request 3 tools/call", "< result 3"], "nothing from before is there");
    await choose("off");
    await server.session?.callTool("echo", { text: "not traced" });
    await choose("messages");
    await server.session?.callTool("echo", { text: "traced" });
    const after = (await linesOf("t-off", 4)).map((line) => line.replace(/ \d+ B$/, ""));
    assert.deepEqual(after, ["> request 3 tools/call", "< result 3", "> request 5 tools/call", "< result 5"]);
  });

  it("offers to switch the trace on when somebody wants to see it", async () => {
    const asked: string[] = [];
    const accept = (message: string, yes: string): Promise<string> => {
      asked.push(message);
      return Promise.resolve(yes);
    };
    await replacing("showInformationMessage", accept as unknown as typeof vscode.window.showInformationMessage, async () => vscode.commands.executeCommand("wirelight.showTrace"));
    assert.equal(asked.length, 1);
    assert.equal(vscode.workspace.getConfiguration().get("wirelight.trace"), "messages");
  });

  for (const [level, name, flood] of [["verbose", "t-stderr", rogue("stderr-flood")], ["messages", "t-stray", rogue("banner", "--lines=20000")]] as const) {
    it(`leaves lines out of a flood and says how many, to the line (${level})`, async () => {
      await setLevel(level);
      const { trace } = await wirelight();
      const [before, linesBefore] = [trace.next, await traceLines()];
      await configureServers({ [name]: flood });
      const server = await serverIn(name, "running");
      if (level === "verbose") await server.session?.callTool("flood", { lines: 30_000 });
      await server.stop();
      let counts: { readonly printed: number; readonly left: number; readonly all: number } = { printed: 0, left: 0, all: 0 };
      await until("every line is printed or counted", async () => {
        const lines = (await traceLines()).slice(linesBefore.length);
        counts = { printed: lines.filter((line) => HEAD.test(line)).length, left: sumOf(lines, LEFT_OUT), all: traced(level, before, trace) };
        return counts.printed + counts.left >= counts.all;
      }, () => JSON.stringify(counts));
      assert.equal(counts.printed + counts.left, counts.all);
      assert.ok(counts.left > counts.all / 2 && counts.all > 20_000, JSON.stringify(counts));
    });
  }
});

type Level = "messages" | "verbose";

async function setLevel(level: Level | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update("wirelight.trace", level, vscode.ConfigurationTarget.Global);
}

/** Picks a level as a person does. */
async function choose(level: string): Promise<void> {
  const pick = async (items: readonly { readonly label: string }[]): Promise<unknown> => items.find(({ label }) => label === level);
  await replacing("showQuickPick", pick as unknown as typeof vscode.window.showQuickPick, async () => vscode.commands.executeCommand("wirelight.setTraceLevel"));
}

/** Runs a server that writes two lines to stderr at its start. */
async function session(name: string): Promise<void> {
  await configureServers({ [name]: rogue("stderr-flood", "--lines=2") });
  await serverIn(name, "running");
}

function print(frame: Frame, verbosity: Level): string {
  return printFrame(frame, { verbosity, limit: 20_000 });
}

/** The lines about a server without time and name, once there are this many. */
async function linesOf(name: string, count: number): Promise<string[]> {
  let lines: string[] = [];
  await until(`${count} lines about ${name}`, async () => {
    lines = (await traceLines()).filter((line) => HEAD.exec(line)?.[1] === name).map((line) => line.replace(HEAD, ""));
    return lines.length >= count;
  }, () => lines.join("\n"));
  return lines;
}

/** How many rows the level speaks of, counted from a place on. */
function traced(level: Level, from: number, trace: Awaited<ReturnType<typeof wirelight>>["trace"]): number {
  let count = 0;
  for (let seq = from; seq < trace.next; seq++) {
    const frame = trace.at(seq);
    assert.ok(frame, "nothing was evicted");
    if (level === "verbose" || (frame.kind !== "stderr" && frame.kind !== "host")) count++;
  }
  return count;
}
