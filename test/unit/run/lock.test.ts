import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { withLock } from "../../run/lock.mjs";

describe("the lock between processes", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "wirelight-lock-"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("lets one in at a time and tells the others whom they wait for", async () => {
    const file = path.join(folder, "one");
    let inside = 0;
    let most = 0;
    const owners: string[] = [];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 50));
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, work, (owner) => owners.push(owner))));
    assert.equal(most, 1);
    assert.equal(owners.length, 2);
  });

  it("is given back when the work fails", async () => {
    const file = path.join(folder, "failing");
    await assert.rejects(withLock(file, () => Promise.reject(new Error("the work failed"))), /the work failed/);
    assert.equal(await withLock(file, () => Promise.resolve(1)), 1);
  });

  it("is taken over from a process that has died", async () => {
    const file = path.join(folder, "dead");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await mkdir(file);
    await writeFile(path.join(file, "owner"), String(pid));
    assert.equal(await withLock(file, () => Promise.resolve(1)), 1);
  });
});
