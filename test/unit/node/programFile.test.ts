import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isProgramFile } from "../../../src/node/programFile";

describe("the look for a program in a folder of PATH", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "wirelight-program-"));
    writeFileSync(path.join(folder, "tool.exe"), "");
    symlinkSync(path.join(folder, "tool.exe"), path.join(folder, "link.exe"));
    symlinkSync("loop.exe", path.join(folder, "loop.exe"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("finds a file, also behind a link", () => {
    assert.equal(isProgramFile(path.join(folder, "tool.exe")), true);
    assert.equal(isProgramFile(path.join(folder, "link.exe")), true);
  });

  it("finds neither a folder nor what is not there", () => {
    assert.equal(isProgramFile(folder), false);
    assert.equal(isProgramFile(path.join(folder, "none.exe")), false);
    assert.equal(isProgramFile(path.join(folder, "tool.exe", "none.exe")), false);
  });

  it("goes on where the system refuses to look", () => {
    assert.equal(isProgramFile(path.join(folder, "loop.exe")), false);
  });
});
