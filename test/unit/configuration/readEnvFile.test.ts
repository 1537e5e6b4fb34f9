import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEnvFile } from "../../../src/node/readEnvFile";

describe("a file of variables", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "wirelight-env-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("gives its variables, and says which lines have none", async () => {
    const file = path.join(folder, ".env");
    writeFileSync(file, "\uFEFF# comment\nNAME=value\nexport TWO='2 words'\nnonsense\n");
    const reading = await readEnvFile(file);
    assert.ok(reading.ok);
    assert.deepEqual([...reading.file.values], [["NAME", "value"], ["TWO", "2 words"]]);
    assert.deepEqual(reading.file.problems.map(({ line }) => line), [4]);
  });

  it("is named when it cannot be read, with the reason and what to do", async () => {
    const missing = await readEnvFile(path.join(folder, "none.env"));
    assert.ok(!missing.ok);
    assert.equal(missing.message, `The file of variables ${path.join(folder, "none.env")} cannot be read: There is no such file. Correct "envFile" in the server's configuration, or make the file.`);
    const directory = await readEnvFile(folder);
    assert.ok(!directory.ok && directory.message.includes("It is not a file"));
  });
});
