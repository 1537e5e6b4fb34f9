import assert from "node:assert/strict";
import { shellVariables } from "../../../../src/core/server/config/shellVariables";
import { resolveVariables } from "../../../../src/core/server/config/variables";
import { WORLD } from "./world";

const CLAUDE = shellVariables("Claude Code");

const CASES: readonly (readonly [text: string, resolved: string, problem?: RegExp])[] = [
  ["${API_KEY}", "key-1"],
  ["${EMPTY}|${EMPTY:-x}", "|"],
  ["${UNSET:-}|${UNSET:-a b}|${UNSET:-a}b}", "|a b|ab}"],
  ["${UNSET:-${API_KEY}}", "${API_KEY}"],
  ["${API_KEY:-${UNSET:-{x}}}", "key-1}"],
  ["$API_KEY ${API_KEY", "$API_KEY ${API_KEY"],
  ["${UNSET}", "${UNSET}", /UNSET is not set, so \$\{UNSET\} stays as it is\. Set it, or write a default: \$\{UNSET:-default\}\.$/],
  ["${env:API_KEY}", "${env:API_KEY}", /Claude Code replaces only .* Write \$\{API_KEY\}\.$/],
  ["${API-KEY}", "${API-KEY}", /leaves \$\{API-KEY\} as it stands\.$/],
  ["${UNSET:=x}", "${UNSET:=x}", /as it stands/],
  ["${}", "${}", /as it stands/],
];

describe("variables in a configuration of Claude Code", () => {
  for (const [text, resolved, problem] of CASES) {
    it(`are replaced in ${text}`, () => {
      const found = resolveVariables(text, CLAUDE, WORLD);
      assert.equal(found.text, resolved);
      assert.deepEqual(found.inputs, []);
      assert.deepEqual(found.problems.map(({ severity, start, length }) => [severity, start, length]), problem ? [["warning", 0, text.length]] : []);
      if (problem) assert.match(found.problems[0]?.message ?? "", problem);
    });
  }
});
