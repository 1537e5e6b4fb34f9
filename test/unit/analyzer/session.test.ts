import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { throttleProgress } from "../../../src/analyzer/server/progressThrottle";
import { WorkspaceBases } from "../../../src/analyzer/server/workspaceBases";
import { startDeadline } from "../../../src/analyzer/tools/deadline";

describe("analyzer: progress", () => {
  it("is told at most four times a second, and at the end", () => {
    let now = 0;
    const told: number[] = [];
    const report = throttleProgress((done) => told.push(done), () => now);
    for (let done = 1; done <= 1000; done += 1) {
      now += 3;
      report(done, 1000);
    }
    assert.equal(told.at(-1), 1000);
    assert.ok(told.length >= 11 && told.length <= 13, told.join(" "));
  });
});

describe("analyzer: the bases of relative paths", () => {
  const cwd = path.resolve("cwd");
  const one = path.resolve("one");
  const rootsOf = (...uris: readonly string[]) => (): Promise<{ uri: string }[]> => Promise.resolve(uris.map((uri) => ({ uri })));

  it("are the working directory without roots", async () => {
    assert.deepEqual(await new WorkspaceBases(cwd).get(undefined), [cwd]);
    assert.deepEqual(await new WorkspaceBases(cwd).get(rootsOf()), [cwd]);
  });

  it("are the roots that are folders of this machine", async () => {
    const uris = ["https://example.com/x", pathToFileURL(one).href, "file://%zz", "memory:/x"];
    assert.deepEqual(await new WorkspaceBases(cwd).get(rootsOf(...uris)), [one]);
  });

  it("are asked for again after a failure", async () => {
    const bases = new WorkspaceBases(cwd);
    assert.deepEqual(await bases.get(() => Promise.reject(new Error("not now"))), [cwd]);
    assert.deepEqual(await bases.get(rootsOf(pathToFileURL(one).href)), [one]);
  });
});

describe("analyzer: a deadline", () => {
  it("passes", async () => {
    const deadline = startDeadline(new AbortController().signal, 5);
    await new Promise((resolve) => deadline.signal.addEventListener("abort", resolve));
    assert.equal(deadline.passed(), true);
  });

  it("hands on the abort of the outer signal, now or later, and its reason", () => {
    const controller = new AbortController();
    const running = startDeadline(controller.signal, 60_000);
    controller.abort(new Error("cancelled"));
    const late = startDeadline(controller.signal, 60_000);
    for (const deadline of [running, late]) {
      assert.throws(() => deadline.signal.throwIfAborted(), /cancelled/);
      assert.equal(deadline.passed(), false);
      deadline.end();
    }
  });
});
