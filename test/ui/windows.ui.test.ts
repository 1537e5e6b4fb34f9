import * as assert from "node:assert/strict";
import path from "node:path";
import { inRoot } from "../run/paths.mjs";
import { eventually, isRunning, withArgument } from "../support/processes";
import { Random, rounds } from "../support/random";
import { openInstalled } from "./support/openInstalled";
import { entriesOf, readSession, sessionsIn, trafficFolder } from "./support/sessionsOnDisk";
import { Workbench } from "./support/workbench";
import { randomUUID } from "node:crypto";

const ROUNDS = rounds(2, 50);
/** The longest that a window may take to come or to go on a busy machine, milliseconds. */
const LIMIT = 120_000;
/** A page that is reloaded while it connects does not say that it goes: VS Code keeps its extension host for a while then. */
const RECONNECTION_GRACE = 20;
const SEED = 20261120;

describe("two windows on the same workspace", function () {
  // Processes are found by /proc.
  if (process.platform !== "linux") return;
  this.timeout((ROUNDS + 2) * LIMIT);
  const mark = `--run=${randomUUID()}`;
  const windows: Workbench[] = [];
  let traffic: string;

  before(async () => {
    const server = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "noise.mjs"), mark] };
    const first = await openInstalled({ settings: { "wirelight.servers": { noise: server }, "wirelight.codeAnalysis.enabled": false, "wirelight.initializeTimeout": 120 }, reconnectionGrace: RECONNECTION_GRACE });
    windows.push(first);
    traffic = trafficFolder(path.dirname(first.folder));
    const page = await first.page.context().browser()?.newPage({ viewport: { width: 1280, height: 800 } });
    assert.ok(page, "the browser opens another window");
    await page.goto(first.page.url());
    windows.push(new Workbench(page, first.folder, () => page.close()));
    for (const window of windows) {
      window.page.setDefaultNavigationTimeout(LIMIT);
      await ready(window);
    }
  });
  after(async () => {
    for (const window of windows.reverse()) await window.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    for (const [index, window] of windows.entries()) await window.screenshot(`failed-window-${index + 1}`);
  });

  it(`lose no session, corrupt none and leave no lock, both reloaded at random ${ROUNDS} times`, async () => {
    const randoms = windows.map((_, index) => new Random(SEED + index));
    const seen = new Set<string>();
    const note = (): void => {
      for (const session of sessionsIn(traffic)) seen.add(session);
    };
    note();
    for (let round = 0; round < ROUNDS; round++) {
      // Each by itself, at a moment of its own; some while their servers are still starting.
      await Promise.all(windows.map(async (window, index) => {
        const random = randoms[index] ?? new Random(SEED);
        await window.page.waitForTimeout(random.below(2000));
        await window.page.reload();
        if (random.below(4) > 0) await ready(window);
        note();
      }));
    }
    for (const window of windows) await ready(window);
    note();
    await leave();
    note();
    const left = sessionsIn(traffic);
    assert.ok(seen.size >= ROUNDS, `${seen.size} sessions in ${ROUNDS} rounds`);
    assert.deepEqual([...seen].filter((session) => !left.includes(session)), [], "no session is lost");
    for (const session of left) {
      const { damage, methods } = await readSession(path.join(traffic, session));
      assert.equal(damage, undefined, session);
      assert.ok(methods.includes("initialize") || methods.length === 0, `${session} has ${methods.join(", ")}`);
    }
    assert.deepEqual(entriesOf(traffic).filter((name) => /(^|\/)(lock|\.new-|\.gone-)/.test(name)), [], "no lock is left");
  });

  it("show each other's sessions once they have ended", async () => {
    const [first] = windows;
    assert.ok(first);
    await first.page.goto(first.page.url());
    await ready(first);
    await first.row(/^Earlier sessions, /).click();
    await first.leave();
    // What opens below the last row that has room is not drawn until somebody goes there.
    const session = first.row(/^Session of /);
    for (const end = Date.now() + 30_000; Date.now() < end && !(await session.isVisible()); await first.page.waitForTimeout(200)) await first.page.keyboard.press("ArrowDown");
    await session.waitFor();
    await first.screenshot("two-windows");
  });

  /** Both pages are left; waits until their extension hosts have ended. */
  async function leave(): Promise<void> {
    const urls = windows.map(({ page }) => page.url());
    for (const { page } of windows) await page.goto("about:blank");
    const servers = marked();
    await eventually(() => !servers.some(isRunning), "the servers of both windows have ended", LIMIT);
    await eventually(() => !entriesOf(traffic).some((name) => name.endsWith("/lock")), "both windows have closed their sessions", LIMIT);
    await Promise.all(windows.map(({ page }, index) => page.goto(urls[index] ?? "")));
  }

  async function ready(window: Workbench): Promise<void> {
    await window.page.locator(".monaco-workbench").waitFor({ timeout: LIMIT });
    const running = window.row(/^noise, Running/);
    for (const end = Date.now() + LIMIT; !(await running.isVisible()); await window.page.waitForTimeout(100)) {
      if (Date.now() > end) assert.fail(`noise does not run after ${LIMIT} ms`);
      // While VS Code brings back the side bar, a click to open it may close it.
      await window.openContainer("Wirelight");
      await running.waitFor({ timeout: 5000 }).catch(() => undefined);
    }
  }

  function marked(): readonly number[] {
    return withArgument((argument) => argument === mark);
  }
});
