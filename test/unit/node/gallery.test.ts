import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../../../src/core/base/failure";
import type { Server } from "../../../src/core/server/server";
import { lintFrame } from "../../../src/core/lint/lint";
import { stateLabel } from "../../../src/core/server/words";
import { digestOfRows, digestOfServer } from "../../support/digest";
import { eventually, isRunning } from "../../support/processes";
import { noUnexpectedErrors } from "../server/serverChecks";
import { type GalleryCase, type GalleryPlay, PROMPT, SILENT } from "./galleryTable";
import { RealServers, rogueLaunch } from "./realServers";

const GOOD = "the good one";
const CASES = { ...PROMPT, ...SILENT };

/** Every rogue as a real process, all at the same time, with a good server among them. */
describe("the rogues' gallery, hosted", function () {
  this.timeout(120_000);
  if (process.platform === "win32") return;
  noUnexpectedErrors();

  const timeouts = { initialize: 60_000, request: 60_000 };
  const outcomes = new Map<GalleryPlay, { readonly outcome: string; readonly words: string }>();
  /** Lists that were still awaited when the server ran. */
  const late = new Map<string, readonly string[]>();
  let real: RealServers;
  let good: { readonly made: () => number; readonly wrong: readonly string[]; end(): Promise<void> };

  before(async () => {
    real = new RealServers({ timeouts: () => timeouts, times: { stdin: 200, term: 3000, drain: 200 }, traceBytes: 1 << 29 });
    const launches = Object.entries(CASES).map(([name, { launch }]) => [name, launch] as const);
    real.configure(Object.fromEntries([[GOOD, rogueLaunch("lists.mjs", "--digest")], ...launches]));
    good = await steadyCalls(await real.server(GOOD).start(true).then(() => real.server(GOOD)));
    await started(Object.keys(PROMPT));
    timeouts.initialize = timeouts.request = 1500;
    await Promise.all([started(Object.keys(SILENT)), ...Object.entries(PROMPT).map(([name, one]) => play(name, one))]);
    await Promise.all(Object.entries(SILENT).map(([name, one]) => play(name, one)));
    await good.end();
  });

  after(() => real?.end());

  async function started(names: readonly string[]): Promise<void> {
    await Promise.all(names.map(async (name) => {
      const server = real.server(name);
      // A start that fails is a state, which is looked at later.
      await server.start(true).catch(() => undefined);
      late.set(name, [...server.loading]);
    }));
  }

  async function play(name: string, { plays = [], stopped = false }: GalleryCase): Promise<void> {
    const server = real.server(name);
    for (const one of plays) outcomes.set(one, await outcomeOf(server, one));
    if (stopped) await server.stop();
  }

  for (const [name, one] of Object.entries(CASES)) {
    it(`${name}: every call ends as it must, and the state says what happened`, async () => {
      const server = real.server(name);
      for (const each of one.plays ?? []) {
        const { outcome = "", words = "" } = outcomes.get(each) ?? {};
        assert.equal(outcome, each.outcome, `${each.tool}: ${words}`);
        assert.ok(typeof each.words === "string" ? words === each.words : each.words.test(words), `${each.tool}: ${words.slice(0, 500)}`);
      }
      await eventually(() => stateLabel(server.state) === one.state, `${name} is ${one.state}, not ${stateLabel(server.state)}`);
      if (one.message) assert.match("message" in server.state ? server.state.message : "", one.message);
    });

    it(`${name}: is seen with everything that it wrote`, async () => {
      const server = real.server(name);
      const frames = real.frames(name);
      assert.equal(digestOfRows(frames), digestOfServer(frames));
      assert.deepEqual(frames.filter(({ dropped }) => dropped > 0), []);
      const suspect = frames.filter((frame) => lintFrame(frame, { language: "node" }).length > 0);
      if (one.suspect !== undefined) assert.equal(suspect.length, one.suspect, suspect.map((frame) => frame.text().slice(0, 200)).join("\n"));
      const story = frames.flatMap(({ event }) => (event === undefined ? [] : [event.type === "signal" ? `signal ${event.signal}` : event.type]));
      if (one.story) assert.deepEqual(story, ["spawned", ...one.story]);
      if (one.late) assert.deepEqual(late.get(name), one.late);
      await assertOffer(server, one.offer ?? {});
    });
  }

  it("leaves the good server alone: every call meanwhile is answered rightly", () => {
    assert.deepEqual(good.wrong, []);
    assert.ok(good.made() > 20, `only ${good.made()} calls were made`);
    assert.equal(stateLabel(real.server(GOOD).state), "Running");
    assert.equal(real.trace.link(real.server(GOOD).link ?? -1)?.run, 1);
    assert.equal(real.trace.evicted.frames, 0);
  });

  it("leaves no process behind", async () => {
    await real.registry.stopAll();
    const pids = Object.keys(CASES).flatMap((name) => real.frames(name)).flatMap((frame) => {
      if (frame.event?.type === "spawned") return [frame.event.pid];
      const told = frame.kind === "stderr" ? /^(?:pids|grandchild) ([\d ]+)$/.exec(frame.text()) : undefined;
      return told?.[1]?.split(" ").map(Number) ?? [];
    });
    assert.ok(pids.length > 40, `${pids.length} processes`);
    await eventually(() => !pids.some(isRunning), "every process is gone");
  });
});

async function outcomeOf({ session }: Server, { tool, args = {}, timeout }: GalleryPlay): Promise<{ readonly outcome: string; readonly words: string }> {
  if (!session) return { outcome: "not running", words: "" };
  try {
    const { content, isError } = await session.callTool(tool, { ...args }, timeout === undefined ? {} : { timeout });
    return { outcome: isError ? "tool-error" : "result", words: String(content[0]?.["text"]) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { outcome: error.kind, words: error.message };
  }
}

async function assertOffer(server: Server, { tools, invalid = 0, incomplete = {} }: NonNullable<GalleryCase["offer"]>): Promise<void> {
  if (tools !== undefined) assert.deepEqual([server.offer?.tools?.items.length, server.offer?.tools?.invalid.length], [tools, invalid]);
  if (Object.keys(incomplete).length > 0) await eventually(() => server.loading.size === 0, "every list has been answered or has failed");
  const lists: { readonly [list: string]: { readonly truncated: string | undefined } | undefined } = { ...server.offer };
  for (const [list, words] of Object.entries(incomplete)) assert.match(lists[list]?.truncated ?? "", words);
}

/** Calls a server over and over until `end`. */
async function steadyCalls(server: Server): Promise<{ readonly made: () => number; readonly wrong: readonly string[]; end(): Promise<void> }> {
  const wrong: string[] = [];
  let made = 0;
  let ended = false;
  const loop = async (): Promise<void> => {
    for (; !ended; await sleep(5)) {
      const text = `call ${++made}`;
      const { words } = await outcomeOf(server, { tool: "echo", args: { text }, outcome: "", words: "" });
      if (words !== text) wrong.push(`${text}: ${words}`);
    }
  };
  const looping = loop();
  return { made: () => made, wrong, end: () => {
    ended = true;
    return looping;
  } };
}
