import assert from "node:assert/strict";
import path from "node:path";
import { type Invocation, parseInvocation } from "../../../src/cli/arguments";
import { Failure } from "../../../src/core/base/failure";

const files: Readonly<Record<string, string>> = { "args.json": '{"from":"file"}', ".env": "A=file\nB='two words'\nnonsense" };

function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`ENOENT: ${path}`);
  return text;
}

const here = { cwd: path.resolve("/here"), env: { SET: "by the terminal" } };
const parse = (line: readonly string[]): Invocation => parseInvocation(line, { readFile, ...here });

const server = { command: "node", args: ["server.js", "--json"], cwd: here.cwd, env: {}, warnings: [] };
const launch = ["--", "node", "server.js", "--json"];
const plain = { server, timeout: undefined, quiet: false };

describe("the words of a command line", () => {
  const understood: readonly (readonly [readonly string[], Invocation])[] = [
    [[], { verb: "help", topic: undefined }],
    [["--help"], { verb: "help", topic: undefined }],
    [["call", "--help"], { verb: "help", topic: "call" }],
    [["help", "trace"], { verb: "help", topic: "trace" }],
    [["--version"], { verb: "version" }],
    [["list", ...launch], { ...plain, verb: "list", json: false }],
    [["list", "--json", "--quiet", ...launch], { ...plain, verb: "list", json: true, quiet: true }],
    [["call", "echo", ...launch], { ...plain, verb: "call", json: false, tool: "echo", arguments: {} }],
    [["call", "--args", '{"a":[1]}', "echo", "--timeout", "250", ...launch], { ...plain, verb: "call", json: false, tool: "echo", arguments: { a: [1] }, timeout: 250 }],
    [["call", "echo", "--args", "@args.json", ...launch], { ...plain, verb: "call", json: false, tool: "echo", arguments: { from: "file" } }],
    [["read", "file:///a b", "--json", ...launch], { ...plain, verb: "read", json: true, uri: "file:///a b" }],
    [["prompt", "greet", "--args", '{"name":"Ada","n":2}', ...launch], { ...plain, verb: "prompt", json: false, prompt: "greet", arguments: { name: "Ada", n: "2" } }],
    [["list", "--cwd", "below", "--env", "A=1=2", "--env", "B=", "--env", "SET", "--unset", "C", ...launch], { ...plain, verb: "list", json: false, server: { ...server, cwd: path.resolve("/here/below"), env: { A: "1=2", B: "", C: null } } }],
    [["trace", "-v", "--for", "9", ...launch], { ...plain, verb: "trace", verbose: true, limit: 9 }],
    [["trace", "--", "a", "--", "b"], { ...plain, server: { ...server, command: "a", args: ["--", "b"] }, verb: "trace", verbose: false, limit: undefined }],
  ];
  for (const [line, expected] of understood) {
    it(`wirelight ${line.join(" ")}`, () => assert.deepEqual(parse(line), expected));
  }

  it("a file of variables gives way to those that are typed, and its lines without effect are told", () => {
    const read = parse(["list", "--env-file", ".env", "--env", "A=typed", ...launch]);
    assert.ok("server" in read);
    assert.deepEqual(read.server.env, { A: "typed", B: "two words" });
    assert.equal(read.server.warnings.length, 1);
    assert.match(read.server.warnings[0] ?? "", /^\.env, line 3: /);
  });

  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [["lst", ...launch], /no command "lst".*list, call, read, prompt, trace, show, stats and diff/],
    [["list"], /Which server\? Put its command after --/],
    [["list", "--"], /Which server\?/],
    [["list", "node", "server.js"], /Which server\?/],
    [["list", "node", ...launch], /Unexpected "node".*--/],
    [["call", ...launch], /Which tool\?/],
    [["call", "a", "b", ...launch], /Unexpected "b"/],
    [["call", "a", "--args", "{", ...launch], /--args is not JSON/],
    [["call", "a", "--args", "[1]", ...launch], /must be a JSON object/],
    [["call", "a", "--args", "null", ...launch], /must be a JSON object/],
    [["call", "a", "--args", "@nowhere", ...launch], /--args @nowhere: the file cannot be read: ENOENT/],
    [["list", "--args", "{}", ...launch], /"wirelight list" has no option --args/],
    [["list", "--timeout", "soon", ...launch], /--timeout takes a whole number.*"soon"/],
    [["list", "--timeout", "0", ...launch], /--timeout takes a whole number/],
    [["list", "--timeout", "2147483648", ...launch], /--timeout takes a whole number/],
    [["read", ...launch], /Which resource\?/],
    [["prompt", "--args", "{}", ...launch], /Which prompt\?/],
    [["prompt", "a", "--args", '{"list":[1]}', ...launch], /"list" must be a text/],
    [["read", "a", "--args", "{}", ...launch], /"wirelight read" has no option --args/],
    [["list", "--env", "=x", ...launch], /--env takes NAME=value, not "=x"/],
    [["list", "--env", "UNSET", ...launch], /--env UNSET: this variable is not set here\. Set it first, or write --env UNSET=value/],
    [["list", "--env-file", "nowhere.env", ...launch], /--env-file nowhere\.env: the file cannot be read: ENOENT/],
    [["list", "--nonsense", ...launch], /nonsense/],
  ];
  for (const [line, message] of refused) {
    it(`wirelight ${line.join(" ")} is refused`, () => {
      assert.throws(() => parse(line), (error: unknown) => error instanceof Failure && error.kind === "usage" && message.test(error.message));
    });
  }
});
