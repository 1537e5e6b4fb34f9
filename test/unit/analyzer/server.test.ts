import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inProject } from "../../support/project";
import { addFile, makeFolder } from "./support/folders";
import { type RawMessage, RawServer } from "./support/rawServer";

interface Reply {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: { readonly items: readonly { readonly name: string; readonly path: string }[]; readonly total: number };
}

function replyOf(message: RawMessage): Reply {
  assert.ok(message.result, JSON.stringify(message));
  return message.result as unknown as Reply;
}

const namesOf = (message: RawMessage): string[] => (replyOf(message).structuredContent?.items ?? []).map((item) => item.name);

describe("analyzer: the server process", function () {
  this.timeout(20_000);
  let folder = "";
  let remove = (): void => undefined;
  let server: RawServer;

  beforeEach(() => {
    ({ folder, remove } = makeFolder());
    server = new RawServer(folder);
  });

  afterEach(async () => {
    await server.kill();
    remove();
  });

  it("introduces itself in every legacy revision", async () => {
    for (const revision of ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]) {
      const one = new RawServer(folder);
      const { result } = await one.initialize(revision);
      const { version } = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as { version: string };
      assert.deepEqual(result, { protocolVersion: revision, capabilities: { tools: {} }, serverInfo: { name: "wirelight-analyzer", title: "Wirelight Code Analysis", version } });
      assert.equal(((await one.request("tools/list")).result as { tools: unknown[] }).tools.length, 2);
      assert.deepEqual(await one.close(), { code: 0, signal: null });
    }
  });

  it("answers a client of the modern revision without a handshake", async () => {
    const _meta = { "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}, "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" } };
    const discovered = await server.request("server/discover", { _meta });
    assert.deepEqual(discovered.result?.["supportedVersions"], ["2026-07-28"]);
    addFile(folder, "a.py", "def f(): pass\n");
    assert.deepEqual(namesOf(await server.call("outline", { path: "a.py" }, _meta)), ["f"]);
  });

  it("lists its tools with schemas and annotations, in few words", async () => {
    await server.initialize();
    const { result } = await server.request("tools/list");
    const tools = result?.["tools"] as { name: string; annotations: object; inputSchema: { required: string[] }; outputSchema: { type: string } }[];
    assert.deepEqual(tools.map((tool) => tool.name), ["outline", "complexity"]);
    for (const tool of tools) {
      assert.deepEqual({ ...tool.annotations, title: "" }, { title: "", readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false });
      assert.deepEqual(tool.inputSchema.required, ["path"]);
      assert.equal(tool.outputSchema.type, "object");
    }
    assert.ok(JSON.stringify(tools).length < 6000, "clients put this into a model's context");
  });

  it("answers calls with structured content and text", async () => {
    addFile(folder, "src/a.go", "package a\nfunc worst(a int) { if a > 0 { for {} } }\nfunc best() {}\n");
    await server.initialize();
    const outline = replyOf(await server.call("outline", { path: "src" }));
    assert.equal(outline.content[0]?.text, `${path.join("src", "a.go")}\n  2-2 function worst: func worst(a int)\n  3-3 function best: func best()\n2 of 2 items; 1 file analyzed.`);
    assert.equal(outline.structuredContent?.total, 2);
    const complexity = await server.call("complexity", { path: "src/a.go", metric: "cognitive", min: 1 });
    assert.deepEqual(namesOf(complexity), ["worst"]);
    assert.deepEqual(await server.close(), { code: 0, signal: null });
    assert.equal(server.stderr, "");
  });

  it("tells a call that cannot be answered from one that is against the protocol", async () => {
    addFile(folder, "notes.md", "");
    await server.initialize();
    const unsupported = replyOf(await server.call("outline", { path: "notes.md" }));
    assert.equal(unsupported.isError, true);
    assert.match(unsupported.content[0]?.text ?? "", /Supported are TypeScript/);
    assert.equal(replyOf(await server.call("complexity", { path: "none" })).isError, true);
    assert.equal(replyOf(await server.call("complexity", {})).isError, true);
    const { error } = await server.call("nonsense", {});
    assert.equal(error?.code, -32602);
    assert.match(error?.message ?? "", /"nonsense"; the tools are outline, complexity/);
    assert.equal((await server.request("no/such/method")).error?.code, -32601);
  });

  it("resolves paths against the client's roots, and asks again when they change", async () => {
    addFile(folder, "one/a.py", "def in_one(): pass\n");
    addFile(folder, "two/a.py", "def in_two(): pass\n");
    let root = "one";
    const rooted = new RawServer(folder, { "roots/list": () => ({ roots: [{ uri: pathToFileURL(path.join(folder, root)).href }] }) });
    try {
      await rooted.initialize("2025-11-25", { roots: { listChanged: true } });
      assert.deepEqual(namesOf(await rooted.call("outline", { path: "a.py" })), ["in_one"]);
      assert.deepEqual(namesOf(await rooted.call("outline", { path: "." })), ["in_one"]);
      assert.equal(rooted.messages.filter((message) => message.method === "roots/list").length, 1);
      root = "two";
      rooted.notify("notifications/roots/list_changed");
      assert.deepEqual(namesOf(await rooted.call("outline", { path: "a.py" })), ["in_two"]);
    } finally {
      await rooted.kill();
    }
  });

  it("hears pings and cancellations while it parses", async () => {
    for (let index = 0; index < 40; index += 1) addFile(folder, `${index}.py`, "x = [1, (2, 3), {'a': [4]}]\n".repeat(20_000));
    await server.initialize();
    const call = server.start("tools/call", { name: "complexity", arguments: { path: "." }, _meta: { progressToken: "p" } });
    await server.until((message) => message.method === "notifications/progress");
    assert.deepEqual((await server.request("ping")).result, {});
    assert.equal(server.messages.some((message) => message.id === call), false, "it is still at work");
    server.notify("notifications/cancelled", { requestId: call });
    addFile(folder, "small/b.py", "def f(): pass\n");
    assert.deepEqual(namesOf(await server.call("outline", { path: "small/b.py" })), ["f"]);
    assert.equal(server.messages.some((message) => message.id === call), false, "a cancelled request is not answered");
  });

  it("reports progress only where it is asked for, and it only grows", async () => {
    for (let index = 0; index < 300; index += 1) addFile(folder, `${index}.py`, "def f(): pass\n".repeat(100));
    await server.initialize();
    await server.call("outline", { path: "." });
    assert.equal(server.messages.some((message) => message.method !== undefined), false);
    const began = performance.now();
    await server.call("outline", { path: "." }, { progressToken: 7 });
    const seconds = (performance.now() - began) / 1000;
    const notes = server.messages.filter((message) => message.method === "notifications/progress").map(({ params }) => params ?? {});
    assert.ok(notes.length <= 4 * seconds + 2, `${notes.length} in ${seconds} s`);
    assert.deepEqual(notes.at(-1), { progressToken: 7, progress: 300, total: 300, message: "300 of 300 files" });
    const steps = notes.map((note) => Number(note["progress"]));
    assert.deepEqual(steps, [...new Set(steps)].toSorted((a, b) => a - b));
  });

  it("ends when its stdin does, also in the middle of a call", async () => {
    for (let index = 0; index < 40; index += 1) addFile(folder, `${index}.py`, "x = [1, (2, 3), {'a': [4]}]\n".repeat(20_000));
    await server.initialize();
    server.start("tools/call", { name: "complexity", arguments: { path: "." }, _meta: { progressToken: 1 } });
    await server.until((message) => message.method === "notifications/progress");
    assert.deepEqual(await server.close(), { code: 0, signal: null });
  });

  it("writes nothing into the folder it analyzes", async () => {
    addFile(folder, "a.ts", "");
    const before = readdir(folder);
    await server.initialize();
    await server.call("outline", { path: "." });
    await server.close();
    assert.deepEqual(readdir(folder), before);
  });
});

function readdir(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
}
