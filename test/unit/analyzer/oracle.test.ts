import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fixtures } from "./support/analyzed";
import { compareByLine, compareCtags, compareEslint, compareNesting, compareSonar, type Differences } from "./support/oracle";

interface Known {
  /** Why a difference is as it should be, by a short name. */
  readonly reasons: { readonly [reason: string]: string };
  /** By oracle and file: each difference with the name of its reason. */
  readonly differences: { readonly [oracle: string]: { readonly [file: string]: { readonly [difference: string]: string } } };
}

const known = JSON.parse(readFileSync(path.join(fixtures, "oracle", "differences.json"), "utf8")) as Known;

const COMPARISONS: { readonly [oracle: string]: () => Promise<Map<string, Differences>> } = {
  "eslint cyclomatic": () => compareEslint("cyclomatic"),
  "eslint length": () => compareEslint("length"),
  "eslint nesting": compareNesting,
  "sonarjs cognitive": compareSonar,
  "radon cyclomatic": () => compareByLine("radon", "cyclomatic"),
  "cognitive_complexity cognitive": () => compareByLine("cognitive-complexity", "cognitive"),
  "gocyclo cyclomatic": () => compareByLine("gocyclo", "cyclomatic"),
  "gocognit cognitive": () => compareByLine("gocognit", "cognitive"),
  "checkstyle cyclomatic": () => compareByLine("checkstyle", "cyclomatic"),
  "ctags outline": compareCtags,
};

describe("analyzer: differs from established tools only where it is known and explained:", () => {
  for (const [oracle, compare] of Object.entries(COMPARISONS)) {
    it(oracle, async () => {
      const found = Object.fromEntries([...(await compare())].map(([file, differences]) => [file, differences.toSorted()]));
      const expected = Object.fromEntries(Object.entries(known.differences[oracle] ?? {}).map(([file, differences]) => [file, Object.keys(differences).toSorted()]));
      assert.deepEqual(found, expected);
    }).timeout(20_000);
  }

  it("with a reason for each, and no reason for nothing", () => {
    const used = Object.values(known.differences).flatMap((files) => Object.values(files).flatMap((differences) => Object.values(differences)));
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(known.reasons).toSorted());
    assert.deepEqual(Object.keys(known.differences).filter((oracle) => COMPARISONS[oracle] === undefined), []);
  });
});
