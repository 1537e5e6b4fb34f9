import assert from "node:assert/strict";
import { editorVariables } from "../../../src/core/server/config/hostVariables";
import { resolveVariables } from "../../../src/core/server/config/variables";
import { ENVIRONMENT } from "./parsing";

const RESOLVED: readonly (readonly [text: string, resolved: string])[] = [
  ["", ""],
  ["plain", "plain"],
  ["${workspaceFolder}/a", "/work space/a"],
  ["${env:HOME}:${env:HOME}", "/home/me:/home/me"],
  ["${env:EMPTY}", ""],
  ["$HOME {x} $ ${", "$HOME {x} $ ${"],
  ["${userHome}${/}${workspaceFolderBasename}${pathSeparator}x", "/home/me/work space/x"],
  ["${workspaceFolder:lib}/a ${workspaceFolderBasename:lib}", "/other/lib/a lib"],
  ["${cwd} ${workspaceRoot}", "/work space /work space"],
  ["${config:editor.tabSize} ${config:off}", "4 false"],
  ["$${env:HOME}$&", "$/home/me$&"],
  ["${env:TRICK}", "${env:HOME}"],
];

const REFUSED: readonly (readonly [text: string, severity: "error" | "warning", left: string, message: RegExp])[] = [
  ["${env:NOPE}", "warning", "", /^The environment variable NOPE is not set\. Set it .* Until then nothing stands in its place\.$/],
  ["${env:}", "error", "${env:}", /names no variable/],
  ["${config:x.y}", "error", "${config:x.y}", /there is no setting "x\.y"/],
  ["${config:editor}", "error", "${config:editor}", /is a list or an object/],
  ["${config}", "error", "${config}", /names no setting/],
  ["${workspaceFolder:api}", "error", "${workspaceFolder:api}", /no folder of this workspace is called "api"/],
  ["${input:}", "error", "${input:}", /names no input/],
  ["${command:}", "error", "${command:}", /names no command/],
  ["${file}", "error", "${file}", /depends on what is open in the editor/],
  ["${userHome:x}", "warning", "${userHome:x}", /VS Code does not know/],
  ["${HOME}", "warning", "${HOME}", /If an environment variable is meant, write \$\{env:HOME\}/],
  ["${HOME:-/x}", "warning", "${HOME:-/x}", /VS Code does not know \$\{HOME:-\/x\} and leaves it as it stands/],
  ["${a{b}c}", "warning", "${a{b}c}", /does not know/],
  ["${}", "warning", "${}", /does not know/],
  ["${constructor}", "warning", "${constructor}", /does not know/],
];

const resolve = (text: string, environment = ENVIRONMENT) => resolveVariables(text, editorVariables, environment);

describe("variables in a configuration of VS Code", () => {
  for (const [text, resolved] of RESOLVED) {
    it(`resolves ${JSON.stringify(text)}`, () => assert.deepEqual(resolve(text), { text: resolved, problems: [], inputs: [] }));
  }

  for (const [text, severity, left, message] of REFUSED) {
    it(`says what is wrong with ${text}`, () => {
      const { text: found, problems } = resolve(`a ${text} b`);
      assert.equal(found, `a ${left} b`);
      assert.deepEqual(problems.map((problem) => [problem.severity, problem.start, problem.length]), [[severity, 2, text.length]]);
      assert.match(problems[0]?.message ?? "", message);
    });
  }

  it("says that no folder is open", () => {
    const { problems } = resolve("${workspaceFolder}", { ...ENVIRONMENT, workspaceFolder: undefined });
    assert.match(problems[0]?.message ?? "", /no folder is open/);
  });

  it("says that there is no home", () => {
    assert.match(resolve("${userHome}", { ...ENVIRONMENT, userHome: undefined }).problems[0]?.message ?? "", /home folder is not known/);
  });

  it("resolves what it can beside what it cannot", () => {
    const { text, problems } = resolve("${env:HOME} ${config:a} ${config:b}");
    assert.equal(text, "/home/me ${config:a} ${config:b}");
    assert.deepEqual(problems.map((problem) => problem.start), [12, 24]);
  });

  it("leaves references to inputs and commands in their places, and tells of them", () => {
    const { text, inputs } = resolve("x ${input:token} ${command:my.ask}");
    assert.equal(text, "x ${input:token} ${command:my.ask}");
    assert.deepEqual(inputs, [{ id: "token", start: 2, length: 14 }, { id: "command:my.ask", start: 17, length: 17 }]);
  });

  it("does not search for ever for braces that are never closed", () => {
    const text = "${".repeat(200_000);
    assert.equal(resolve(text).text, text);
  });
});
