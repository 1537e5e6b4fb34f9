import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { namesSecret } from "../../../src/core/server/config/namesSecret";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { linkFacts } from "../../../src/core/trace/export/linkFacts";
import { type ConfiguredStart, type SdkTest, sdkTest } from "../../../src/core/trace/export/sdkTest/sdkTest";
import { redactEvent } from "../../../src/core/trace/redact/redactEvent";
import { Redactor } from "../../../src/core/trace/redact/redactor";
import type { JsonObject } from "../../../src/core/base/json";
import { finish } from "../../support/finish";
import { Random } from "../../support/random";
import { RealServers } from "../node/realServers";
import { recorded, type Recorded, SESSION } from "./recorded";

const PRODUCT = "Wirelight 9.9.9";
const everySeq = ({ trace }: Pick<Recorded, "trace">): number[] => Array.from({ length: trace.next - trace.first }, (_, index) => trace.first + index);

interface Made {
  readonly seqs?: readonly number[];
  readonly launch?: ConfiguredStart;
  readonly patterns?: readonly RegExp[];
}

function make({ trace, exchanges }: Pick<Recorded, "trace" | "exchanges">, { seqs = everySeq({ trace }), launch, patterns = [] }: Made = {}): SdkTest {
  const redactor = new Redactor({ isSecretName: namesSecret, patterns });
  const links = finish(linkFacts(trace, exchanges));
  const made = finish(sdkTest({ trace, exchanges, seqs, links, launch: () => launch, product: PRODUCT, redact: (text) => redactor.text(text), redactEvent: (event) => redactEvent(event, redactor) }));
  return made ?? assert.fail("there is no request");
}

describe("requests as a test with the official SDK", function () {
  this.timeout(60_000);
  let folder = "";

  // Below the checkout, so that the SDK is found as in a project that has it.
  before(async () => {
    folder = await mkdtemp(path.resolve("out", "sdk-test-"));
    await cp("test/fixtures/servers", folder, { recursive: true });
  });

  after(() => rm(folder, { recursive: true }));

  /** Calls a server as Wirelight does, and gives what crossed the wire. */
  async function calls(file: string, requests: readonly (readonly [method: string, params: JsonObject | undefined])[]): Promise<Pick<Recorded, "trace" | "exchanges">> {
    const real = new RealServers();
    const exchanges = new ExchangeFold(real.trace);
    real.configure({ demo: { type: "stdio", command: process.execPath, args: [path.join(folder, file)], cwd: folder, env: {}, envFile: undefined } });
    const session = await real.server("demo").start(true);
    // What the server refuses is an answer like any other.
    for (const [method, params] of requests) await session.request(method, params).catch(() => undefined);
    await real.end();
    return { trace: real.trace, exchanges };
  }

  /** Runs a file as a person would; gives what node printed and how it ended. */
  async function run(text: string, env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly output: string }> {
    const file = path.join(folder, "copied.test.mjs");
    await writeFile(file, text);
    return new Promise((resolve) => {
      execFile(process.execPath, ["--test", "--test-reporter=tap", file], { env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env } }, (error, stdout, stderr) => resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output: stdout + stderr }));
    });
  }

  async function compile(text: string): Promise<string> {
    await writeFile(path.join(folder, "copied.test.ts"), text);
    const options = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023", "--types", "node", path.join(folder, "copied.test.ts")];
    return new Promise((resolve) => {
      execFile(process.execPath, [path.resolve("node_modules/typescript/bin/tsc"), ...options], (_error, stdout, stderr) => resolve(stdout + stderr));
    });
  }

  it("run against a real server and pass, and fail once it answers otherwise", async () => {
    const traffic = await calls("results.mjs", [
      ["tools/list", undefined],
      ["tools/call", { name: "both" }],
      ["tools/call", { name: "everything", arguments: {} }],
      ["tools/call", { name: "markdown", arguments: { unused: [1, { deep: null }] } }],
      ["tools/call", { name: "no-such-tool", arguments: {} }],
      ["resources/read", { uri: "results://note" }],
      ["resources/read", { uri: "results://gone" }],
      ["ping", undefined],
    ]);
    const { text, requests } = make(traffic);
    assert.ok(requests >= 8, `${requests} requests`);
    const passed = await run(text);
    assert.equal(passed.code, 0, passed.output);
    assert.match(passed.output, new RegExp(`^# tests ${requests}$`, "m"));
    assert.match(passed.output, /^# fail 0$/m);
    assert.equal(await compile(text), "");
    const server = path.join(folder, "results.mjs");
    await writeFile(server, (await readFile(server, "utf8")).replaceAll("It is warm.", "It is cold."));
    const failed = await run(text);
    assert.equal(failed.code, 1);
    assert.match(failed.output, /^# fail 1$/m);
    assert.match(failed.output, /It is cold/);
  });

  it("are written as people write them where that means the same", () => {
    const { text } = make(recorded(SESSION));
    assert.match(text, /client\.callTool\(\{ name: "add", arguments: \{ a: 100, b: 12345678901234567000 \} \}\)/);
    assert.match(text, /assert\.deepEqual\(result, \{ content: \[\{ type: "text", text: "102" \}\] \}\);/);
    assert.match(text, /assert\.equal\(result\.isError, true\);\n {4}assert\.deepEqual\(result, /);
    assert.match(text, /\/\/ It said: Resource not found\n {4}await assert\.rejects\(client\.readResource\(\{ uri: "file:\/\/\/a b" \}\), \{ code: -32002 \}\);/);
    assert.match(text, /it\.todo\("tools\/call slow: it was cancelled"\);/);
    assert.match(text, /it\.todo\("prompts\/get greet: the answer was no valid one/);
    assert.match(text, /await assert\.rejects\(client\.callTool\(\{ name: "die" \}\), \/connection closed/);
    assert.match(text, /command: "node",\n {6}args: \["server\.js", "--token", hidden1\],\n {6}cwd: "\/home\/me",/);
    assert.doesNotMatch(text, /abcdef123456|initialize|progressToken/);
  });

  it("expect what the SDK's own methods would leave out, by a plain request", () => {
    const odd = '> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","_meta":{"x/y":1,"progressToken":3}}}\n< {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"t","extra":1}]}}';
    assert.match(make(recorded(odd)).text, /client\.request\(\{ method: "tools\/call", params: \{ name: "a", _meta: \{ "x\/y": 1 \} \} \}, ResultSchema\)/);
  });

  it("have the variables of the configuration by name only, and tell how a server was started that is not kept any more", () => {
    const { writer, ...traffic } = recorded('> {"jsonrpc":"2.0","id":1,"method":"ping"}\n< {"jsonrpc":"2.0","id":1,"result":{}}');
    assert.ok(writer.link > 0);
    const launch = { command: "npx", args: ["-y", "server", "--api-key", "hunter2hunter2"], cwd: undefined, variables: ["API_KEY", "odd-name"], envFile: "/home/me/.env" };
    const { text, variables } = make(traffic, { launch });
    assert.deepEqual(variables, ["API_KEY", "odd-name", "HIDDEN_1"]);
    assert.match(text, /API_KEY: process\.env\.API_KEY \?\? assert\.fail\("Set API_KEY/);
    assert.match(text, /"odd-name": process\.env\["odd-name"\] \?\? /);
    assert.match(text, /also reads \/home\/me\/\.env/);
    assert.doesNotMatch(text, /hunter2/);
    assert.match(make(traffic).text, /command: process\.env\.SERVER_COMMAND \?\? assert\.fail\(/);
  });

  it("read secrets from the environment, in what is sent and in what is expected, and pass with them", async () => {
    const traffic = await calls("results.mjs", [["tools/call", { name: "form", arguments: { password: "open sesame 42", note: "a `${b}`" } }]]);
    const { text, variables } = make(traffic, { seqs: everySeq(traffic).filter((seq) => traffic.trace.columns.method(seq) === "tools/call") });
    assert.deepEqual(variables, ["HIDDEN_1"]);
    assert.doesNotMatch(text, /open sesame/);
    assert.equal(await compile(text), "");
    const passed = await run(text, { HIDDEN_1: "open sesame 42" });
    assert.equal(passed.code, 0, passed.output);
    assert.match((await run(text, { HIDDEN_1: "something else" })).output, /^# fail 0$/m, "the server repeats what it is sent");
    const unset = await run(text);
    assert.equal(unset.code, 1);
    assert.match(unset.output, /Set HIDDEN_1/);
  });

  it("tell a server that asks for roots the same ones as then", async () => {
    const traffic = await calls("offers.mjs", [["resources/read", { uri: "offers://pixel" }], ["prompts/get", { name: "travel", arguments: { city: "Paris" } }]]);
    const { text } = make(traffic);
    assert.match(text, /client\.setRequestHandler\(ListRootsRequestSchema, \(\) => \(\{ roots: \[\] \}\)\);/);
    assert.match(text, /client\.getPrompt\(\{ name: "travel", arguments: \{ city: "Paris" \} \}\)/);
    assert.equal(await compile(text), "");
    const passed = await run(text);
    assert.equal(passed.code, 0, passed.output);
    // This server ends when it is refused them.
    assert.equal((await run(text.replace(/client\.setRequestHandler.*\n/, ""))).code, 1);
  });

  it("say what may be different each time", () => {
    const answer = { content: [{ type: "text", text: "at 2026-01-02T03:04:05Z" }], structuredContent: { id: "123e4567-e89b-12d3-a456-426614174000", pid: 77, size: 3 } };
    const { text } = make(recorded(`> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a"}}\n< ${JSON.stringify({ jsonrpc: "2.0", id: 1, result: answer })}`));
    assert.match(text, /\/\/ May be different each time: content\[0\]\.text \(a time\), structuredContent\.id \(a UUID\), structuredContent\.pid \(by its name\)\./);
  });

  it("are nothing for rows that no client sent by themselves, and count these", () => {
    const lines = '! words\n< {"jsonrpc":"2.0","id":"s","method":"roots/list"}\n> [{"jsonrpc":"2.0","id":1,"method":"ping"}]\n> {"jsonrpc":"2.0","id":2,"method":"initialize"}';
    const redact = (text: string): string => text;
    assert.equal(finish(sdkTest({ ...recorded(lines), seqs: [0, 1, 2, 3, 99], links: new Map(), launch: () => undefined, product: PRODUCT, redact })), undefined);
    assert.equal(make(recorded(`${lines}\n> {"jsonrpc":"2.0","id":3,"method":"ping"}`)).others, 4);
  });

  it("come with breaks while the rows are looked through, however they alternate", () => {
    const traffic = recorded('s node server.js\n> {"jsonrpc":"2.0","id":1,"method":"ping"}\n< {"jsonrpc":"2.0","id":1,"result":{}}');
    const { writer, trace, exchanges } = traffic;
    const line = Buffer.from('{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"x"}}\n');
    for (let row = 0; row < 10_000; row++) {
      writer.stdout(line);
      writer.stderr(Buffer.from("x\n"));
    }
    const breaks = [...linkFacts(trace, exchanges)].length + [...sdkTest({ ...traffic, seqs: [1], links: new Map(), launch: () => undefined, product: PRODUCT })].length;
    assert.ok(breaks >= 20, `${breaks} breaks in 20,000 rows looked at twice`);
    assert.match(make(traffic, { seqs: [1] }).text, /args: \["server\.js"\]/);
  });

  it("bear what is nested 10,000 deep", () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    const { text } = make(recorded(`> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"x":${deep}}}}\n> {"jsonrpc":"2.0","id":2,"method":"ping"}\n< {"jsonrpc":"2.0","id":2,"result":{"x":${deep}}}`));
    assert.equal(text.match(/it\.todo/g)?.length, 2);
  });

  it("mean the same whatever is in them: a server that repeats what it is sent agrees", async () => {
    const pieces = ["\"", "'", "`", "${", "}", "${1+1}", "\\", "\\u{", "\n", "\r", "\r\n", "\u2028", "\u2029", "\ud800", "\udfff", "\u202e", "\u200b", "\0", "*/", "//", "</script>", "__proto__", "constructor", "[hidden", "é", "😀", " "];
    const random = new Random(21);
    const hostile = (): string => Array.from({ length: random.below(6) }, () => random.pick(pieces)).join("");
    const value = (depth: number): unknown => {
      switch (random.below(depth > 3 ? 4 : 6)) {
        case 0: return hostile();
        case 1: return random.pick([0, -1, 1.5, 1e21, 1e-7, 123456789012]);
        case 2: return random.pick([true, false, null]);
        case 3: return `${hostile()}${"x".repeat(random.below(90))}`;
        case 4: return Array.from({ length: random.below(4) }, () => value(depth + 1));
        // JSON.parse makes a member of "__proto__", which a literal would not.
        default: return JSON.parse(`{${Array.from({ length: random.below(4) }, () => `${JSON.stringify(hostile())}:${JSON.stringify(value(depth + 1))}`).join(",")}}`);
      }
    };
    const named = (): JsonObject => JSON.parse(`{"a":${JSON.stringify(value(0))},${JSON.stringify(hostile())}:${JSON.stringify(value(0))}}`) as JsonObject;
    const requests = Array.from({ length: 150 }, (_, index) => (index % 10 === 0 ? ["tools/call", { name: hostile() }] : ["tools/call", { name: "form", arguments: named() }]) as readonly [string, JsonObject]);
    const { text, requests: count } = make(await calls("results.mjs", requests));
    assert.equal(await compile(text), "");
    const passed = await run(text);
    assert.equal(passed.code, 0, passed.output.split("\n").filter((line) => /not ok|error:|at /.test(line)).slice(0, 20).join("\n"));
    assert.match(passed.output, new RegExp(`^# pass ${count}$`, "m"));
  });
});
