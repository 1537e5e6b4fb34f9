import assert from "node:assert/strict";
import { resolveVariables } from "../../../src/core/server/config/variables";
import { ENVIRONMENT } from "./parsing";

const RESOLVED: readonly (readonly [text: string, resolved: string])[] = [
  ["", ""],
  ["plain", "plain"],
  ["${workspaceFolder}/a", "/work space/a"],
  ["${env:HOME}:${env:HOME}", "/home/me:/home/me"],
  ["${env:EMPTY}", ""],
  ["$HOME {x} $ ${", "$HOME {x} $ ${"],
  ["$${env:HOME}$&", "$/home/me$&"],
  ["${env:TRICK}", "${env:HOME}"],
];

const REFUSED: readonly (readonly [text: string, start: number, length: number, message: RegExp])[] = [
  ["a ${env:NOPE} b", 2, 11, /^The environment variable NOPE is not set, so \$\{env:NOPE\} has no value\. Set it/],
  ["${env:}", 0, 7, /names no variable/],
  ["${input:token}", 0, 14, /^\$\{input:token\} is not supported: Wirelight resolves \$\{workspaceFolder\} and \$\{env:NAME\}\. Put the value into an environment variable/],
  ["${command:x}", 0, 12, /is not supported.*environment variable/],
  ["${config:x.y}", 0, 13, /is not supported.*environment variable/],
  ["${workspaceFolder:api}", 0, 22, /is not supported.*Write \$\{workspaceFolder\} for the folder/],
  ["${userHome}", 0, 11, /is not supported.*\$\{env:HOME\}/],
  ["${HOME}", 0, 7, /If an environment variable is meant, write \$\{env:HOME\}/],
  ["${HOME:-/x}", 0, 11, /is not supported.*Write the value itself/],
  ["${/}", 0, 4, /is not supported.*Write the value itself/],
  ["${}", 0, 3, /is not supported/],
  ["${constructor}", 0, 14, /is not supported/],
];

describe("variables in a configuration", () => {
  for (const [text, resolved] of RESOLVED) {
    it(`resolves ${JSON.stringify(text)}`, () => assert.deepEqual(resolveVariables(text, ENVIRONMENT), { text: resolved, problems: [] }));
  }

  for (const [text, start, length, message] of REFUSED) {
    it(`refuses ${text}`, () => {
      const { text: left, problems } = resolveVariables(text, ENVIRONMENT);
      assert.equal(left, text);
      assert.deepEqual(problems.map((problem) => [problem.start, problem.length]), [[start, length]]);
      assert.match(problems[0]?.message ?? "", message);
    });
  }

  it("says that no folder is open", () => {
    const { problems } = resolveVariables("${workspaceFolder}", { ...ENVIRONMENT, workspaceFolder: undefined });
    assert.match(problems[0]?.message ?? "", /no folder is open/);
  });

  it("resolves what it can beside what it cannot", () => {
    const { text, problems } = resolveVariables("${env:HOME} ${env:A} ${env:B}", ENVIRONMENT);
    assert.equal(text, "/home/me ${env:A} ${env:B}");
    assert.deepEqual(problems.map((problem) => problem.start), [12, 21]);
  });
});
