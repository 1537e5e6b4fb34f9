import assert from "node:assert/strict";
import type { FileOutcome } from "../../../src/analyzer/engine/messages";
import { WorkerPool } from "../../../src/analyzer/engine/workerPool";
import { accidentProneFiles, builtFiles } from "./support/engineFiles";
import { addFile, makeFolder } from "./support/folders";

const never = new AbortController().signal;

describe("analyzer: the parsing threads", () => {
  let folder = "";
  let remove = (): void => undefined;
  let pool: WorkerPool;

  beforeEach(() => {
    ({ folder, remove } = makeFolder());
    pool = new WorkerPool(accidentProneFiles(folder), { maxWorkers: 2, graceMs: 100 });
  });

  afterEach(async () => {
    await pool.dispose();
    remove();
  });

  /** Writes the files and analyzes them; the outcomes in the order of the names. */
  async function run(names: readonly string[], signal = never, onOutcome = (_index: number): void => undefined): Promise<FileOutcome[]> {
    const files = names.map((name) => ({ path: addFile(folder, name, `def ${name.replace(/\W/g, "_")}(): pass\n`), named: false }));
    const outcomes: FileOutcome[] = [];
    await pool.run({
      analysis: { kind: "outline" },
      files,
      signal,
      onOutcome: (index, outcome) => {
        assert.equal(outcomes[index], undefined, `${names[index]} was reported twice`);
        outcomes[index] = outcome;
        onOutcome(index);
      },
    });
    assert.equal(outcomes.length, names.length);
    return outcomes;
  }

  const statuses = (outcomes: readonly FileOutcome[]): string[] => outcomes.map((outcome) => outcome.status);
  const many = (count: number, prefix = "f"): string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}.py`);

  it("start with the first job", async () => {
    assert.equal(pool.size, 0);
    assert.deepEqual(statuses(await run(["a.py"])), ["analyzed"]);
    assert.equal(pool.size, 1);
  });

  it("share a large job and report every file once, in its place", async () => {
    const names = many(100);
    const outcomes = await run(names);
    assert.equal(pool.size, 2);
    for (const [index, outcome] of outcomes.entries()) {
      assert.ok(outcome.status === "analyzed" && outcome.json.includes(`"name":"f${index}_py"`), names[index]);
    }
  });

  for (const [accident, reason] of [["exit.py", /thread ended with code 7/], ["memory.py", /memory limit/i], ["throw.py", /out of nowhere/]] as const) {
    it(`lose only the file they crash on (${accident})`, async () => {
      const names = [...many(20), accident, ...many(20, "g")];
      const outcomes = await run(names);
      const crashed = outcomes[20];
      assert.ok(crashed?.status === "skipped" && /parser crashed on it/.test(crashed.reason) && reason.test(crashed.reason), JSON.stringify(crashed));
      assert.deepEqual(new Set(statuses(outcomes.toSpliced(20, 1))), new Set(["analyzed"]));
      assert.deepEqual(statuses(await run(["after.py"])), ["analyzed"]);
    }).timeout(20_000);
  }

  it("survive several crashes in one batch", async () => {
    assert.deepEqual(statuses(await run(["exit.py", "a.py", "x/exit.py", "b.py", "y/exit.py"])), ["skipped", "analyzed", "skipped", "analyzed", "skipped"]);
  });

  it("stop between files when cancelled, and go on with the next job", async () => {
    const controller = new AbortController();
    const names = Array.from({ length: 48 }, (_, index) => `${index}/slow.py`);
    const outcomes = await run(names, controller.signal, () => controller.abort());
    assert.ok(statuses(outcomes).includes("cancelled"));
    assert.deepEqual(statuses(await run(["a.py"])), ["analyzed"]);
  });

  it("stop within a parse when cancelled", async () => {
    const controller = new AbortController();
    const text = "x = [1, (2, 3), {'a': [4]}]\n".repeat(35_000);
    const outcomes: FileOutcome[] = [];
    const job = { analysis: { kind: "complexity" } as const, files: [{ path: "large.py", text, named: true }], signal: controller.signal, onOutcome: (index: number, outcome: FileOutcome) => void (outcomes[index] = outcome) };
    await run(["warm.py"]);
    setTimeout(() => controller.abort(), 20);
    await pool.run(job);
    assert.deepEqual(statuses(outcomes), ["cancelled"]);
    assert.equal(pool.size, 1, "the thread has stopped by itself");
    assert.deepEqual(statuses(await run(["a.py"])), ["analyzed"], "the stopped parse is not resumed");
  });

  it("are ended when they do not react to a cancellation", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const [, ...stuck] = await run(["a.py", "hang.py", "b.py"], controller.signal);
    assert.deepEqual(statuses(stuck), ["cancelled", "cancelled"]);
    assert.deepEqual(statuses(await run(["c.py"])), ["analyzed"]);
  });

  it("may be cancelled while the engine is still loading", async () => {
    await pool.dispose();
    pool = new WorkerPool(accidentProneFiles(folder), { graceMs: 0 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    assert.deepEqual(statuses(await run(["hang.py", "b.py"], controller.signal)), ["cancelled", "cancelled"]);
  });

  it("do nothing for a job that is cancelled beforehand", async () => {
    assert.deepEqual(statuses(await run(many(40), AbortSignal.abort())), Array.from({ length: 40 }, () => "cancelled"));
  });

  it("answer a small job while a large one waits", async () => {
    const order: string[] = [];
    const large = run(Array.from({ length: 48 }, (_, index) => `${index}/slow.py`)).then(() => order.push("large"));
    const small = run(["small.py"]).then(() => order.push("small"));
    await Promise.all([large, small]);
    assert.deepEqual(order, ["small", "large"]);
  }).timeout(20_000);

  it("end when they have been idle, but for one", async () => {
    await pool.dispose();
    pool = new WorkerPool(builtFiles, { maxWorkers: 2, idleMs: 20 });
    await run(many(64));
    for (const end = Date.now() + 5000; pool.size > 1 && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(pool.size, 1);
    assert.deepEqual(statuses(await run(["again.py"])), ["analyzed"]);
  });

  it("say so when the engine is not there", async () => {
    await pool.dispose();
    pool = new WorkerPool({ ...builtFiles, engine: `${folder}/none.wasm` });
    await assert.rejects(run(["a.py"]), /engine could not be started: .*none\.wasm.*Reinstall/);
    await assert.rejects(run(many(40)), /engine could not be started/);
  });

  it("say so when a grammar is not there", async () => {
    await pool.dispose();
    pool = new WorkerPool({ ...builtFiles, grammars: folder });
    const [outcome] = await run(["a.py"]);
    assert.ok(outcome?.status === "skipped");
    assert.match(outcome.reason, /Python grammar could not be loaded from .*tree-sitter-python\.wasm/);
  });

  it("take no jobs after the end, and leave none open", async () => {
    const open = assert.rejects(run(Array.from({ length: 40 }, (_, index) => `${index}/slow.py`)), /shutting down/);
    await pool.dispose();
    await open;
    await assert.rejects(run(["a.py"]), /shutting down/);
  });
});
