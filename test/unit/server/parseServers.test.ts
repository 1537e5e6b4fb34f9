import assert from "node:assert/strict";
import type { ConfigSource, ServerConfig } from "../../../src/core/server/config";
import type { ParsedServers } from "../../../src/core/server/config/readServers";
import { ENVIRONMENT, parseServers, SOURCE } from "./parsing";

interface Case {
  readonly title: string;
  /** `⟦…⟧` marks where a problem is expected; the marks are taken out, and problems come in the order of their beginning. */
  readonly text: string;
  /** Name to command line, with folder and variables; `-` when it cannot be launched. */
  readonly servers: { readonly [name: string]: string };
  /** Severity, server if any, and a part of the message, one for each marked place. */
  readonly problems?: readonly (readonly [what: string, message: RegExp])[];
}

const CASES: readonly Case[] = [
  { title: "nothing", text: "", servers: {} },
  { title: "only comments", text: "// later\n/* much\n later */", servers: {} },
  { title: "no servers yet", text: '{"servers": {}}', servers: {} },
  { title: "keys of other hosts beside the servers", text: '{"inputs": [], "$schema": "x", "servers": {}, "sandbox": {}}', servers: {} },
  { title: "the smallest server", text: '{"servers": {"a": {"command": "node"}}}', servers: { a: "node" } },
  {
    title: "everything a server can have",
    text: '{"servers": {"a": {"type": "stdio", "command": "node", "args": ["server.js", "--port", "80"], "cwd": "/srv", "env": {"A": "1", "B": null, "C": 5}}}}',
    servers: { a: "node server.js --port 80 in /srv with A=1 B- C=5" },
  },
  {
    title: "comments, trailing commas, a byte order mark, CRLF",
    text: '\uFEFF{\r\n  // mine\r\n  "servers": {\r\n    "a": { "command": "node", /* none */ "args": ["x",], },\r\n  },\r\n}\r\n',
    servers: { a: "node x" },
  },
  {
    title: "a fault after a byte order mark at its place",
    text: '\uFEFF{"servers": {"a": {"command": ⟦""⟧}}}',
    servers: { a: "-" },
    problems: [["error a", /"command" is empty/]],
  },
  { title: "names of any kind", text: '{"servers": {"__proto__": {"command": "p"}, "constructor": {"command": "c"}, "名前 🙂": {"command": "n"}, "1": {"command": "one"}}}', servers: { ["__proto__"]: "p", constructor: "c", "名前 🙂": "n", 1: "one" } },
  { title: "variables of any name", text: '{"servers": {"a": {"command": "x", "env": {"__proto__": "1"}}}}', servers: { a: "x with __proto__=1" } },
  { title: "resolved variables", text: '{"servers": {"a": {"command": "${env:HOME}/bin/x", "args": ["${workspaceFolder}"], "cwd": "${workspaceFolder}/sub", "env": {"H": "${env:EMPTY}"}}}}', servers: { a: "/home/me/bin/x /work space in /work space/sub with H=" } },
  { title: "relative folders", text: '{"servers": {"a": {"command": "x", "cwd": "."}, "b": {"command": "x", "cwd": "../lib/./y"}}}', servers: { a: "x in /work space", b: "x in /lib/y" } },
  {
    title: "a variable that is not set, after escapes",
    text: String.raw`{"servers": {"a": {"command": "x", "args": ["\"\u00e9\\ ⟦${"${env:NOPE}"}⟧"]}}}`,
    servers: { a: 'x "é\\ ' },
    problems: [["warning a", /environment variable NOPE is not set.*nothing stands in its place\.$/]],
  },
  {
    title: "variables without a value",
    text: '{"servers": {"a": {"command": "⟦${input:token}⟧", "args": ["⟦${config:x}⟧ ${userHome}"]}, "b": {"command": "x", "args": ["⟦${file}⟧"]}, "c": {"command": "x", "args": ["⟦${HOME}⟧"]}}}',
    servers: { a: "-", b: "-", c: "x ${HOME}" },
    problems: [["error a", /There is no input "token"\. Define it under "inputs"/], ["error a", /there is no setting "x"/], ["error b", /depends on what is open in the editor/], ["warning c", /leaves it as it stands.*write \$\{env:HOME\}\.$/]],
  },
  {
    title: "folders at home, of nothing, and below a variable",
    text: '{"servers": {"a": {"command": "~/x", "args": ["~/y", "a~"], "cwd": "~/z"}, "b": {"command": "x", "cwd": ⟦"  "⟧}, "c": {"command": "x", "cwd": "⟦${env:NOPE}⟧/x"}}}',
    servers: { a: "/home/me/x /home/me/y a~ in /home/me/z", b: "-", c: "x in /x" },
    problems: [["error b", /"cwd" is empty/], ["warning c", /NOPE is not set/]],
  },
  {
    title: "no command",
    text: '{"servers": {"a": ⟦{"args": []}⟧, "b": {"command": ⟦42⟧}, "c": {"command": ⟦" "⟧}}}',
    servers: { a: "-", b: "-", c: "-" },
    problems: [["error a", /has no "command"/], ["error b", /"command" must be a string, but this is the number 42/], ["error c", /"command" is empty/]],
  },
  {
    title: "a whole command line as the command",
    text: '{"servers": {"a": {"command": ⟦"npx -y \\"x\\""⟧}, "b": {"command": "/opt/my tools/x"}, "c": {"command": "my tool", "args": []}}}',
    servers: { a: 'npx -y "x"', b: "/opt/my tools/x", c: "my tool" },
    problems: [["warning a", /Write "command": "npx", "args": \["-y", "\\"x\\""\]\./]],
  },
  {
    title: "arguments of other types",
    text: '{"servers": {"a": {"command": "x", "args": ["--port", ⟦8080⟧, ⟦true⟧, ⟦{}⟧]}, "b": {"command": "x", "args": ⟦"-y x"⟧}, "c": {"command": "x", "args": ⟦{}⟧}}}',
    servers: { a: "-", b: "-", c: "-" },
    problems: [
      ["error a", /"args"\[1\] must be a string, but this is the number 8080\. Write "8080" in double quotes/],
      ["error a", /"args"\[2\] .* this is true\. Write "true" in double quotes/],
      ["error a", /"args"\[3\] .* this is an object/],
      ["error b", /Write "args": \["-y x"\]/],
      ["error c", /"args" must be a list of strings, but this is an object/],
    ],
  },
  {
    title: "an environment of other types",
    text: '{"servers": {"a": {"command": "x", "env": ⟦["A=1"]⟧}, "b": {"command": "x", "env": {"A": ⟦true⟧, ⟦"B=C"⟧: "1", ⟦""⟧: "2"}}}}',
    servers: { a: "-", b: "-" },
    problems: [["error a", /"env" must be an object .* this is a list/], ["error b", /variable "A" must be a string, but this is true. Write "true"/], ["error b", /"B=C" cannot be the name/], ["error b", /"" cannot be the name/]],
  },
  {
    title: "what no program can be given",
    text: String.raw`{"servers": {"a": {"command": "x", "args": [⟦"a\u0000b"⟧]}, "b": {"command": "x", "cwd": ⟦"/\u0000"⟧}, "c": {"command": "x", "env": {⟦"\u0000"⟧: "1"}}}}`,
    servers: { a: "-", b: "-", c: "-" },
    problems: [["error a", /"args"\[0\] contains a NUL character/], ["error b", /"cwd" contains a NUL/], ["error c", /cannot be the name/]],
  },
  {
    title: "servers over HTTP",
    text: '{"servers": {"a": {⟦"url"⟧: "https://x", "headers": {}}, "b": {"type": ⟦"http"⟧, "url": "https://x"}, "c": {"type": ⟦"sse"⟧, "url": ⟦"x"⟧}}}',
    servers: { a: "-", b: "-", c: "-" },
    problems: [["error a", /does not open HTTP servers yet/], ["error b", /does not open HTTP/], ["error c", /does not open HTTP/], ["error c", /"url" must be an address/]],
  },
  {
    title: "a type that does not exist",
    text: '{"servers": {"a": {"type": ⟦"studio"⟧, "command": "x"}, "b": {"type": ⟦7⟧, "command": "x"}, "c": {"type": ⟦"websocket"⟧}}}',
    servers: { a: "-", b: "-", c: "-" },
    problems: [["error a", /"type" must be "stdio", but this is "studio"\. Is "stdio" meant\?/], ["error b", /but this is the number 7\.$/], ["error c", /but this is "websocket"\.$/]],
  },
  {
    title: "keys that are not known",
    text: '{"servers": {"a": {⟦"comand"⟧: "y", "command": "x", ⟦"arg"⟧: [], ⟦"timeout"⟧: 5, "dev": {}, "version": "1"}}}',
    servers: { a: "x" },
    problems: [["warning a", /"comand" is not known and has no effect\. Known are/], ["warning a", /Did you mean "args"\?/], ["warning a", /"timeout" is not known.*Known are "type"/]],
  },
  {
    title: "keys that other hosts know",
    text: '{"servers": {"a": {"command": "x", "envFile": ".env", "disabled": true, ⟦"sandboxEnabled"⟧: true}, "b": {"command": "x", "disabled": ⟦"no"⟧, "sandboxEnabled": false}}}',
    servers: { a: "x", b: "x" },
    problems: [["warning a", /does not sandbox servers/], ["warning b", /"disabled" must be true or false, but this is a string/]],
  },
  {
    title: "keys and names written twice",
    text: '{"servers": {⟦"a"⟧: {"command": "old", "oops": 1}, "b": {⟦"command"⟧: "1", "command": "2"}, "a": {"command": "new"}}}',
    servers: { a: "new", b: "2" },
    problems: [["warning a", /Two servers are called "a", and the later one counts/], ["warning b", /"command" is written twice, and the later one counts/]],
  },
  { title: "no name", text: '{"servers": {⟦""⟧: {"command": "x"}}}', servers: { "": "-" }, problems: [["error ", /has no name/]] },
  {
    title: "servers that are no objects",
    text: '{"servers": {"a": ⟦"node x"⟧, "b": ⟦null⟧, "c": ⟦[]⟧, "d": ⟦false⟧}}',
    servers: { a: "-", b: "-", c: "-", d: "-" },
    problems: [["error a", /must be an object such as .* this is a string/], ["error b", /this is null/], ["error c", /this is a list/], ["error d", /this is false/]],
  },
  { title: "a list of servers", text: '{"servers": ⟦[{"command": "x"}]⟧}', servers: {}, problems: [["error", /"servers" must be an object that maps names to servers.* this is a list/]] },
  { title: "a file that is no object", text: "⟦[]⟧", servers: {}, problems: [["error", /The file must hold an object .* this is a list/]] },
  { title: "the key of other hosts", text: '{⟦"mcpServers"⟧: {"a": {"command": "x"}}}', servers: { a: "x" }, problems: [["warning", /"mcpServers" is what other hosts call it\..*Rename it/]] },
  { title: "a key without a value yet", text: '{"servers":⟦⟧', servers: {}, problems: [["error", /A value is missing here/]] },
  { title: "a key that is nearly right", text: '{⟦"server"⟧: {"a": {"command": "x"}}}', servers: {}, problems: [["warning", /Did you mean "servers"\?/]] },
  {
    title: "two lists of servers",
    text: '{⟦"servers"⟧: {"a": {"command": "x"}}, "servers": {"b": {"command": "x"}}}',
    servers: { b: "x" },
    problems: [["warning", /"servers" is written twice/]],
  },
  {
    title: "a missing comma inside a server: only that one cannot be launched",
    text: '{"servers": {"a": {"command": "x" ⟦"args"⟧: ["y"]}, "b": {"command": "z"}}}',
    servers: { a: "-", b: "z" },
    problems: [["error a", /A comma is missing here/]],
  },
  {
    title: "a missing comma between servers: both can be launched",
    text: '{"servers": {"a": {"command": "x"}\n⟦"b"⟧: {"command": "z"}}}',
    servers: { a: "x", b: "z" },
    problems: [["error", /A comma is missing here/]],
  },
  { title: "the end missing after a whole server", text: '{"servers": {"a": {"command": "x"}⟦⟧', servers: { a: "x" }, problems: [["error", /A closing } is missing here/]] },
  { title: "the end missing within a server", text: '{"servers": {"b": {"command": "x"}, "a": {"command": "x"⟦⟧', servers: { a: "-", b: "x" }, problems: [["error a", /A closing } is missing here/]] },
  { title: "the end missing within a server, after a bracket of its own", text: '{"servers": {"a": {"command": "x", "env": {"A": "1"}⟦⟧', servers: { a: "-" }, problems: [["error a", /A closing } is missing here/]] },
  { title: "the value missing", text: '{"servers": {"a": ⟦⟧', servers: { a: "-" }, problems: [["error a", /A value is missing here/]] },
  { title: "the value of the command missing", text: '{"servers": {"a": {"command":⟦}⟧, "b": {"command": "x"}}}', servers: { a: "-", b: "x" }, problems: [["error a", /A value is missing here/]] },
  {
    title: "a string that is not closed",
    text: '{"servers": {"a": {"command": "x", "args": [⟦"y]⟧\n]}, "b": {"command": "z"}}}',
    servers: { a: "-", b: "z" },
    problems: [["error a", /string is not closed on its line/]],
  },
  { title: "single quotes", text: "{⟦'servers'⟧⟦:⟧ {⟦}⟧⟦}⟧", servers: {}, problems: [["error", /Strings need double quotes/], ["error", /property name/], ["error", /value is missing/], ["error", /The JSON has ended before this/]] },
  { title: "text after the end", text: '{"servers": {"a": {"command": "x"}}} ⟦"oops"⟧', servers: { a: "x" }, problems: [["error", /The JSON has ended before this/]] },
  { title: "no JSON at all", text: "⟦servers⟧⟦:⟧ a", servers: {}, problems: [["error", /no JSON value/], ["error", /value is missing/]] },
];

/** One text for each way in which JSON can be malformed, and what is said of it. */
const FAULTS: readonly (readonly [text: string, message: RegExp])[] = [
  ['{"x": ⟦True⟧}', /^This is no JSON value\. Strings need double quotes/],
  ['{"x": ⟦-⟧}', /^This is no JSON value/],
  ['{"x": ⟦1.⟧}', /^This number is not complete\./],
  ['{"x": 1 ⟦/* never⟧', /^This comment is never closed\. End it with \*\/\./],
  ['{⟦5⟧: 1}', /^A property name is missing here\. Write it in double quotes\./],
  ['{"x":⟦,⟧}', /^A value is missing here\. Write one, or remove/],
  ['{"x" ⟦1⟧}', /^A colon is missing here, between a property name and its value\./],
  ['{"x": 1 ⟦"y"⟧: 2}', /^A comma is missing here/],
  ['{"x": 1⟦⟧', /^A closing } is missing here\./],
  ['{"x": [1⟦⟧', /^A closing \] is missing here\./],
  ['{"x": 1} ⟦2⟧', /^The JSON has ended before this\. Remove what follows/],
  ['{"x": ⟦"a⟧\n}', /^This string is not closed on its line\. End it with a double quote\./],
  ['{"x": ⟦"\\u12"⟧}', /^This is no Unicode escape\. Write \\u and four hexadecimal digits\./],
  ['{"x": ⟦"\\q"⟧}', /^This escape does not exist in JSON\. Write a backslash as \\\\\./],
  ['{"x": ⟦"a\u0001b"⟧}', /^This character may not stand in a JSON string\. Write it as an escape/],
];

describe("reading an mcp.json", () => {
  for (const [text, message] of FAULTS) {
    it(`says what is wrong with ${JSON.stringify(unmark(text).plain)}, and where`, () => {
      const { plain, marks } = unmark(text);
      const [first] = parseServers(plain, SOURCE, ENVIRONMENT).problems;
      assert.match(first?.message ?? "", message);
      assert.deepEqual([first?.offset, first?.length], marks[0]);
    });
  }

  for (const { title, text, servers, problems = [] } of CASES) {
    it(`reads: ${title}`, () => {
      const { plain, marks } = unmark(text);
      const parsed = parseServers(plain, SOURCE, ENVIRONMENT);
      assert.deepEqual(Object.fromEntries(parsed.configs.map((config) => [config.name, launchLine(config)])), { ...servers });
      assertProblems(parsed, marks, problems);
      assertConsistent(parsed, plain);
    });
  }

  it("keeps the launch as written beside the resolved one", () => {
    const [config] = parseServers('{"servers": {"a": {"command": "${env:HOME}/x", "args": ["${config:none}"], "cwd": "sub", "envFile": ".env"}}}', SOURCE, ENVIRONMENT).configs;
    assert.deepEqual(config?.unresolved, { type: "stdio", command: "${env:HOME}/x", args: ["${config:none}"], cwd: "sub", env: {}, envFile: ".env" });
    assert.equal(config?.launch, undefined);
  });

  it("has nothing to belong to for relative folders when no folder is open", () => {
    const { configs } = parseServers('{"servers": {"a": {"command": "x", "cwd": "sub"}}}', SOURCE, { ...ENVIRONMENT, workspaceFolder: undefined });
    assert.match(configs[0]?.problems[0]?.message ?? "", /"sub", and no folder is open/);
  });

  it("tells servers of the same name apart by their file, or else by the label of their source", () => {
    const idsOf = (source: ConfigSource) => parseServers('{"servers": {"a": {"command": "x"}, "b": {"command": "x"}}}', source, ENVIRONMENT).configs.map((config) => config.id);
    const sources: readonly ConfigSource[] = [SOURCE, { ...SOURCE, file: "/other/mcp.json" }, { ...SOURCE, file: undefined }, { ...SOURCE, file: undefined, label: "other" }];
    assert.equal(new Set(sources.flatMap(idsOf)).size, 8);
    assert.deepEqual(idsOf({ ...SOURCE, label: "renamed when a folder joins the workspace" }), idsOf(SOURCE));
  });

  it("reads five thousand servers in their order", () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `server ${index}`);
    const text = JSON.stringify({ servers: Object.fromEntries(names.map((name) => [name, { command: "node", args: ["x"], env: { A: "${env:HOME}" } }])) });
    const { configs, problems } = parseServers(text, SOURCE, ENVIRONMENT);
    assert.deepEqual(configs.map((config) => config.name), names);
    assert.deepEqual(problems, []);
  });

  it("lists a hundred faults and counts the rest", () => {
    const { problems } = parseServers("? ".repeat(5_000), SOURCE, ENVIRONMENT);
    assert.equal(problems.length, 101);
    assert.match(problems[100]?.message ?? "", /4900 more faults\. Correct those before first/);
    assert.equal(problems[100]?.offset, 200);
  });

  it("refuses what is nested too deeply instead of failing", () => {
    const { configs, problems, broken } = parseServers(`{"servers": ${"[".repeat(200_000)}`, SOURCE, ENVIRONMENT);
    assert.deepEqual(configs, []);
    assert.match(problems[0]?.message ?? "", /nested deeper than 100 levels/);
    assert.equal(problems[0]?.offset, 111);
    assert.equal(broken, true);
    assert.deepEqual(parseServers(`{"x": ${"[".repeat(99)}${"]".repeat(99)}, "y": [[]]}`, SOURCE, ENVIRONMENT).problems, []);
  });
});

function launchLine({ launch }: ServerConfig): string {
  if (!launch) return "-";
  const variables = Object.entries(launch.env).map(([name, value]) => (value === null ? `${name}-` : `${name}=${value}`));
  return [launch.command, ...launch.args, ...(launch.cwd === undefined ? [] : ["in", launch.cwd]), ...(variables.length > 0 ? ["with", ...variables] : [])].join(" ");
}

function unmark(text: string): { readonly plain: string; readonly marks: readonly (readonly [offset: number, length: number])[] } {
  const marks: [number, number][] = [];
  let plain = "";
  for (const part of text.split(/(⟦.*?⟧)/s)) {
    const marked = /^⟦(.*)⟧$/s.exec(part)?.[1];
    if (marked !== undefined) marks.push([plain.length, marked.length]);
    plain += marked ?? part;
  }
  return { plain, marks };
}

function assertProblems({ problems }: ParsedServers, marks: readonly (readonly [number, number])[], expected: NonNullable<Case["problems"]>): void {
  const actual = problems.map(({ severity, server, offset, length }) => `${severity}${server === undefined ? "" : ` ${server}`} ${offset}+${length}`);
  assert.deepEqual(actual, expected.map(([what], index) => `${what} ${marks[index]?.join("+") ?? "unmarked"}`), problems.map(({ message }) => message).join("\n"));
  for (const [index, [, message]] of expected.entries()) assert.match(problems[index]?.message ?? "", message);
}

function assertConsistent({ configs, problems }: ParsedServers, text: string): void {
  for (const config of configs) {
    assert.deepEqual(config.problems, problems.filter((problem) => problem.server === config.name));
    assert.equal(config.launch === undefined, config.problems.some((problem) => problem.severity === "error"), config.name);
    assert.equal(text[config.offset ?? 0], '"');
  }
}
