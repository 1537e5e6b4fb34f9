import * as assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { Settings } from "../../src/vscode/contributions";
import { isRunning } from "../run/processes.mjs";
import { bundledServer, call, type Outcome, serverNamed } from "./support/calls";
import { digestOfRows, digestOfServer } from "../support/digest";
import { mute, unruly } from "./support/moreRogues";
import { GOOD, goodServer, type Play, type RogueCase, silent, talking } from "./support/rogueTable";
import { framesOf, timeless, trafficOf } from "./support/traffic";
import { rowsOf, textsOf } from "./support/tree";
import { until } from "./support/until";
import { watchErrors, type WatchedErrors } from "./support/watchErrors";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

/** All rogues in one window at the same time, with a good server among them. */
describe("the rogues in one window", function () {
  this.timeout(120_000);
  const first = { ...talking(), ...unruly() };
  const second = { ...silent(), ...mute() };
  const rogues = { ...first, ...second };
  const outcomes = new Map<Play, Outcome>();
  let errors: WatchedErrors;
  let evicted: number;
  let good: SteadyCalls;
  let bundledLink: number | undefined;

  before(async () => {
    errors = await watchErrors();
    evicted = (await wirelight()).trace.evicted.frames;
    bundledLink = (await bundledServer()).link;
    await set(Settings.trafficMemory, 512);
    const entries = (cases: { readonly [name: string]: RogueCase }): [string, object][] => Object.entries(cases).map(([name, { entry }]) => [name, entry]);
    const prompt = Object.fromEntries([[GOOD, goodServer()], ["crash-loop", rogue("crash-loop")], ...entries(first)]);
    await configureServers(prompt);
    await started(Object.keys(prompt));
    // Sessions keep the timeouts they began with, so that only those without an answer have to be quick.
    await set(Settings.requestTimeout, 5);
    await set(Settings.initializeTimeout, 10);
    await configureServers({ ...prompt, ...Object.fromEntries(entries(second)) });
    good = await SteadyCalls.begin();
    await good.until(10);
    await Promise.all(Object.entries(rogues).map(([name, rogue]) => play(name, rogue, outcomes)));
    good.end();
    await settled(Object.keys(rogues));
  });

  after(async () => {
    errors?.stop();
    await good?.over();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    for (const key of [Settings.trafficMemory, Settings.requestTimeout, Settings.initializeTimeout]) await set(key, undefined);
    await configureServers(undefined);
  });

  for (const [name, one] of Object.entries(rogues)) {
    it(`${name}: every call ends in the right way, and is told in the right words`, () => {
      for (const each of one.plays) {
        const outcome = outcomes.get(each);
        const how = outcome?.type === "result" ? (outcome.isError ? "tool-error" : "result") : outcome?.kind;
        assert.equal(how, each.outcome, `${each.tool}: ${JSON.stringify(outcome)}`);
        if (outcome?.type === "failed") assert.equal(timeless(outcome.message ?? "").slice(0, each.words.length), each.words);
      }
    });

    it(`${name}: is seen as what it is, in servers, traffic and Problems`, async () => {
      const { views } = await wirelight();
      const row = (await rowsOf(views.servers)).find(({ label }) => label === name);
      assert.equal(timeless(row?.description ?? ""), one.row);
      assert.deepEqual(textsOf((await row?.children()) ?? []).map(timeless), one.below);
      // Whether the system still takes what is sent to a server that is ending is a matter of moments.
      if (one.traffic) assert.deepEqual((await trafficOf(name)).filter((each) => !each.startsWith("sending failed, ")), one.traffic);
      await until(`${name} has its Problems`, () => problemsOf(name).length === one.problems.length, () => JSON.stringify(problemsOf(name)));
      assert.deepEqual(problemsOf(name), one.problems);
    });

    it(`${name}: every byte it wrote is in the traffic`, async () => {
      const frames = await framesOf(name);
      for (const link of new Set(frames.map((frame) => frame.link))) {
        const run = frames.filter((frame) => frame.link === link);
        assert.equal(digestOfRows(run), digestOfServer(run));
      }
      assert.deepEqual(frames.filter(({ dropped }) => dropped > 0), []);
      const answers = frames.filter(({ from, kind }) => from === "server" && kind !== "stderr").map((frame) => frame.text());
      for (const { outcome, words, tool } of one.plays) {
        if (outcome === "result") assert.ok(answers.some((answer) => answer.includes(words)), `${words}, the answer of ${tool}, is not in the traffic`);
      }
    });
  }

  it("has every line of the flood on stderr, in order, and nothing else between them", async () => {
    const lines = (await framesOf("stderr-flood")).filter(({ kind }) => kind === "stderr").map((frame) => frame.text());
    const flood = lines.filter((line) => !line.startsWith("wrote "));
    assert.equal(flood.length, 100_000);
    assert.deepEqual([...new Set(flood)], ["log ".repeat(24)]);
  });

  it("ended the stubborn one with its child", async () => {
    const words = (await framesOf("stubborn")).filter(({ kind }) => kind === "stderr").map((frame) => frame.text()).join("\n");
    const pids = /^pids (\d+) (\d+)$/m.exec(words)?.slice(1).map(Number);
    assert.ok(pids, words);
    assert.deepEqual(pids.filter(isRunning), []);
  });

  it("starts again what crashes after every start, and leaves it after the fifth time with words that say so", async () => {
    const server = await serverNamed("crash-loop");
    await new Promise<void>((resolve) => {
      const look = (): void => void (server.state.name === "failed" && resolve());
      server.onChange(look);
      look();
    });
    assert.match(server.state.name === "failed" ? server.state.message : "", /^The server exited with code 1 while it was running\. .*5 times in a row.*Start it by hand/);
    const runs = (await rowsOf((await wirelight()).views.traffic)).filter(({ label }) => label === "crash-loop");
    assert.equal(runs.length, 6);
  });

  it("leaves the good server alone: every call before, meanwhile and afterwards is answered rightly", async () => {
    await good.over();
    await call(GOOD, "echo", { message: "afterwards" });
    assert.deepEqual(good.wrong, []);
    assert.ok(good.meanwhile > 10, `only ${good.meanwhile} calls were made meanwhile`);
    const server = await serverNamed(GOOD);
    const { exchanges, trace } = await wirelight();
    assert.equal(server.state.name, "running");
    assert.equal(trace.link(server.link ?? 0)?.run, 1);
    const { rows } = exchanges.rows(server.link ?? 0, 1_000_000);
    const calls = rows.flatMap((row) => (row.type === "exchange" && row.exchange.method === "tools/call" ? [row.exchange.status] : []));
    assert.equal(calls.length, good.made + 1);
    assert.deepEqual([...new Set(calls)], ["ok"]);
    assert.deepEqual(problemsOf(GOOD), []);
    assert.equal((await bundledServer()).link, bundledLink, "the bundled server is the same as before");
    assert.equal((await bundledServer()).state.name, "running");
  });

  it("leaves no process behind when they are taken out of the settings", async () => {
    const pids = (await framesOf(GOOD, "crash-loop", ...Object.keys(rogues))).flatMap(({ event }) => (event?.type === "spawned" ? [event.pid] : []));
    assert.ok(pids.length > Object.keys(rogues).length, `${pids.length} processes`);
    await configureServers(undefined);
    await until("every server has ended", () => !pids.some(isRunning));
  });

  it("has reported no unexpected error from first to last, and dropped no row", async () => {
    assert.deepEqual(errors.told, []);
    assert.equal((await wirelight()).trace.evicted.frames, evicted);
  });
});

async function play(name: string, rogue: RogueCase, outcomes: Map<Play, Outcome>): Promise<void> {
  for (const one of rogue.plays) outcomes.set(one, await call(name, one.tool, one.args ?? {}));
  if (!rogue.stopped) return;
  await vscode.commands.executeCommand("wirelight.stopServer", (await serverNamed(name)).config.id);
  await serverIn(name, "stopped");
}

/** Waits until none is on its way from one state to another, as one is that is started again. */
async function settled(names: readonly string[]): Promise<void> {
  const { registry } = await wirelight();
  const moving = (): string[] => registry.servers.filter(({ config }) => names.includes(config.name)).flatMap(({ config, state, loading }) => (
    state.name === "starting" || state.name === "restarting" || state.name === "stopping" || loading.size > 0 ? [`${config.name} ${state.name}`] : []
  ));
  await until("every rogue has come to rest", () => moving().length === 0, () => moving().join(", "));
}

/** Waits until each has come up, or has failed to. */
async function started(names: readonly string[]): Promise<void> {
  const { registry } = await wirelight();
  const states = (): string[] => registry.servers.filter(({ config }) => names.includes(config.name)).map(({ state }) => state.name);
  await until("all servers have started", () => states().length === names.length && states().every((state) => state === "running" || state === "failed" || state === "restarting"), () => states().join(", "));
}

function set(key: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
}

/** The first line of each Problem of a server: what is wrong; the others say how to mend it. */
function problemsOf(name: string): string[] {
  const uris = vscode.languages.getDiagnostics().filter(([uri]) => uri.scheme === "wirelight-stray" && uri.path.startsWith(`/${name}/`));
  return uris.flatMap(([, problems]) => problems.map(({ message }) => message.split("\n")[0] ?? ""));
}

/** Calls the good server over and over. */
class SteadyCalls {
  made = 0;
  /** Calls made before `end`, from the tenth on. */
  meanwhile = 0;
  readonly wrong: string[] = [];
  private ended = false;
  private loop: Promise<void> | undefined;

  static async begin(): Promise<SteadyCalls> {
    const calls = new SteadyCalls();
    const { session } = await serverIn(GOOD, "running");
    assert.ok(session);
    calls.loop = calls.run(async (message) => {
      const { content } = await session.callTool("echo", { message });
      return String(content[0]?.["text"]);
    });
    return calls;
  }

  async until(count: number): Promise<void> {
    await until(`${count} calls are answered`, () => this.made >= count);
    this.meanwhile = 0;
  }

  end(): void {
    this.ended = true;
  }

  async over(): Promise<void> {
    this.end();
    await this.loop;
  }

  private async run(echo: (message: string) => Promise<string>): Promise<void> {
    for (; !this.ended; await sleep(10)) {
      const message = `call ${++this.made}`;
      const answer = await echo(message).catch(String);
      if (answer !== `Echo: ${message}`) this.wrong.push(`${message}: ${answer}`);
      this.meanwhile++;
    }
  }
}
