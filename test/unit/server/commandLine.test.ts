import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { callWords } from "../../../src/core/server/commandLine/callWords";
import { commandLine, type Shell, shellOf } from "../../../src/core/server/commandLine/shell";
import type { Launch } from "../../../src/core/server/launch";

/** Prints the words it was given, so that a test sees what a shell made of a line. */
const PRINTER = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";

const WORDS = [
  "plain", "", " ", "two words", "it's", '"quoted"', '{"a":"b c","d":[1,2]}', "$HOME", "`id`", "$(id)", "!!", "a;b&c|d>e<f", "*", "~", "#x", "\\", "\\\\'", "line\nbreak", "tab\there",
  "ü€🦊", "-x", "--args", "a=b", "%PATH%", "^", "\u00a0", "'\\''", "\u2019",
];

describe("a word for a shell", () => {
  for (const shell of ["sh", "bash", "dash"]) {
    it(`is one word of exactly these characters for the real ${shell}`, function () {
      const words = [process.execPath, "-e", PRINTER, "--", ...WORDS];
      const run = spawnSync(shell, ["-c", commandLine(words, "posix")], { encoding: "utf8" });
      if (run.error && "code" in run.error && run.error.code === "ENOENT" && shell !== "sh") return;
      assert.equal(run.status, 0, run.stderr);
      assert.deepEqual(JSON.parse(run.stdout), WORDS);
    });
  }

  const json = ["wirelight", "call", "echo", "--args", '{"a":"50% \\"off\\""}'];
  const lines: { readonly [shell in Exclude<Shell, "posix">]: string } = {
    cmd: 'wirelight call echo --args "{""a"":""50%%cd:~,% \\\\""off\\\\""""}"',
    powershell: 'wirelight --% call echo --args "{""a"":""50%%cd:~,% \\\\""off\\\\""""}"',
    pwsh: `wirelight call echo --args '{"a":"50% \\"off\\""}'`,
  };
  for (const shell of ["cmd", "powershell", "pwsh"] as const) {
    it(`is quoted for ${shell}`, () => assert.equal(commandLine(json, shell), lines[shell]));
  }

  it("is doubled quotes for PowerShell, also where they are typographic, and a batch file gets its last backslashes", () => {
    assert.equal(commandLine(["it's", "a\u2019b"], "pwsh"), "'it''s' 'a\u2019\u2019b'");
    assert.equal(commandLine(["a b\\"], "cmd"), '"a b\\\\"');
    assert.equal(commandLine(["C:\\x", "list"], "powershell"), "C:\\x list");
  });
});

describe("a shell", () => {
  const table: readonly (readonly [string, boolean, Shell])[] = [
    ["/bin/bash", false, "posix"],
    ["/usr/bin/pwsh", false, "pwsh"],
    ["C:\\Windows\\System32\\cmd.exe", true, "cmd"],
    ["C:\\Program Files\\PowerShell\\7\\pwsh.exe", true, "powershell"],
    ["C:\\Program Files\\Git\\bin\\bash.exe", true, "posix"],
    ["", true, "cmd"],
    ["", false, "posix"],
  ];
  for (const [program, isWindows, shell] of table) it(`is ${shell} as ${program || "nothing"}${isWindows ? " on Windows" : ""}`, () => assert.equal(shellOf(program, isWindows), shell));
});

describe("a call as a command line", () => {
  const launch: Launch = { type: "stdio", command: "node", args: ["server.js"], cwd: undefined, env: {}, envFile: undefined };
  const call = { tool: "echo", args: { message: "hi" }, schema: undefined, launch, unresolved: undefined, defaultCwd: "/home/me" };

  it("says all that the launch says", () => {
    const full: Launch = { ...launch, cwd: "/srv", env: { MODE: "test", GONE: null }, envFile: "/srv/.env" };
    assert.deepEqual(callWords({ ...call, launch: full }), {
      words: ["wirelight", "call", "echo", "--args", '{"message":"hi"}', "--cwd", "/srv", "--env-file", "/srv/.env", "--env", "MODE=test", "--unset", "GONE", "--", "node", "server.js"],
      notes: [],
    });
    assert.deepEqual(callWords({ ...call, args: {} }).words, ["wirelight", "call", "echo", "--cwd", "/home/me", "--", "node", "server.js"]);
  });

  it("names variables that may be secret without their values, and says so", () => {
    const env = { API_KEY: "k", TOKEN_LIMIT: "5", PLAIN: "sk-abcdef", HOST: "example.org", FROM: "value-of-it", HOME_DIR: "/home/me/x" };
    const unresolved: Launch = { ...launch, env: { FROM: "${env:OTHER}", HOME_DIR: "${userHome}/x", HOST: "example.org" } };
    const { words, notes } = callWords({ ...call, launch: { ...launch, env }, unresolved });
    const given = words.filter((_, index) => words[index - 1] === "--env");
    assert.deepEqual(given.filter((word) => !word.includes("=")).toSorted(), ["API_KEY", "FROM", "PLAIN", "TOKEN_LIMIT"].filter((name) => given.includes(name)).toSorted());
    for (const name of ["API_KEY", "FROM", "PLAIN"]) assert.ok(given.includes(name), name);
    assert.ok(given.includes("HOST=example.org") && given.includes("HOME_DIR=/home/me/x"));
    assert.doesNotMatch(words.join(" "), /sk-abcdef|value-of-it|API_KEY=k/);
    assert.match(notes.join(" "), /^Set .*API_KEY.* in the terminal first: values of variables that may be secret are not copied\.$/);
  });

  it("leaves secret arguments out, and says so", () => {
    const { words, notes } = callWords({ ...call, args: { user: "u", pin: "1234" }, schema: { properties: { pin: { type: "string", format: "password" } } } });
    assert.ok(words.includes('{"user":"u"}'));
    assert.deepEqual(notes, ["Add /pin to the arguments: secrets are not copied."]);
  });

  it("says which values a person has to fill in, and that the command itself may hold a secret", () => {
    const { notes } = callWords({ ...call, launch: { ...launch, args: ["--api-key", "x", "--root=${input:root}"] } });
    assert.deepEqual(notes, ["Replace ${input:root} by the value to use.", "The command of the server itself seems to hold a secret, at --api-key."]);
  });
});
