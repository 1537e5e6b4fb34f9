import assert from "node:assert/strict";
import { describeLaunch } from "../../../src/core/server/describeLaunch";
import type { Launch } from "../../../src/core/server/launch";
import { launchHash } from "../../../src/core/server/launchHash";

const PLAIN: Launch = { type: "stdio", command: "node", args: ["server.js"], cwd: undefined, env: {}, envFile: undefined };

const WORDS: readonly (readonly [word: string, typed: string])[] = [
  ["--flag=a/b:c,d@e%f+1", "--flag=a/b:c,d@e%f+1"],
  ["", "''"],
  ["two words", "'two words'"],
  ["it's", String.raw`'it'\''s'`],
  ["$(rm -rf ~)", "'$(rm -rf ~)'"],
  [String.raw`C:\x y\z.exe`, String.raw`'C:\x y\z.exe'`],
  ["größe", "'größe'"],
  ["a\nb\tc\rd", String.raw`$'a\nb\tc\rd'`],
  ["\u001b[31m\u0007", String.raw`$'\e[31m\x07'`],
  ["it's\\\n", String.raw`$'it\'s\\\n'`],
  ["gpj.\u202Eexe", String.raw`$'gpj.\u202eexe'`],
  ["a\u200bb\u00adc\u00a0d\u2028", String.raw`$'a\u200bb\xadc\xa0d\u2028'`],
  ["\u{E0041}\uD800", String.raw`$'\U000e0041\ud800'`],
];

describe("the description of a launch", () => {
  for (const [word, typed] of WORDS) {
    it(`writes ${JSON.stringify(word)} as it would be typed`, () => {
      assert.equal(describeLaunch({ ...PLAIN, command: word, args: [] }).commandLine, typed);
    });
  }

  it("leaves nothing out of a long command line", () => {
    const args = Array.from({ length: 500 }, (_, index) => `argument-${index}`);
    assert.equal(describeLaunch({ ...PLAIN, args }).commandLine, `node ${args.join(" ")}`);
  });

  it("tells the folder and every variable in the order of their names", () => {
    assert.deepEqual(describeLaunch(PLAIN).details, []);
    const { details } = describeLaunch({ ...PLAIN, cwd: "/my work", env: { B: "two words", A: null, C: "" }, envFile: "/my work/.env" });
    assert.deepEqual(details, ["Folder: '/my work'", "Variables from file: '/my work/.env'", "Variable removed: A", "Variable: B='two words'", "Variable: C="]);
  });
});

describe("the hash of a launch", () => {
  it("does not depend on the order of variables", () => {
    assert.equal(launchHash({ ...PLAIN, env: { A: "1", B: null } }), launchHash({ ...PLAIN, env: { B: null, A: "1" } }));
  });

  it("is another one for everything that makes another launch", () => {
    const others: readonly Launch[] = [
      PLAIN,
      { ...PLAIN, command: "node server.js", args: [] },
      { ...PLAIN, args: ["server.js", ""] },
      { ...PLAIN, args: [] },
      { ...PLAIN, cwd: "" },
      { ...PLAIN, cwd: "/x" },
      { ...PLAIN, envFile: "" },
      { ...PLAIN, envFile: "/x" },
      { ...PLAIN, env: { A: null } },
      { ...PLAIN, env: { A: "" } },
      { ...PLAIN, env: { A: "null" } },
      { ...PLAIN, env: { A: "1", B: "2" } },
      { ...PLAIN, env: { A: "1\",\"B\":\"2" } },
    ];
    assert.equal(new Set(others.map(launchHash)).size, others.length);
  });
});
