import assert from "node:assert/strict";
import { markdown } from "../../../src/core/trace/export/markdown/markdown";
import { codeBlock, inlineCode, plainText } from "../../../src/core/trace/export/markdown/markdownText";
import { recorded, SESSION, textOf } from "./recorded";

describe("issue report", () => {
  it("has the environment, the exchange as sent, what was heard around it, and the findings", () => {
    const findings = [
      { rule: "stdout-noise", severity: "error", seq: 11, link: 1, message: "A line that is no message.", fix: "Write it to stderr.", spec: "https://modelcontextprotocol.io/specification/x" },
      { rule: "elsewhere", severity: "info", seq: 3, link: 2, message: "Of another server.", fix: "None.", spec: "" },
    ] as const;
    const report = textOf(markdown(recorded(SESSION, { seqs: [10], findings })));
    assert.match(report, /\| Wirelight \| 9\.9\.9 \|\n\| System \| linux x64 \|\n\| Server `demo`, run 1 \| demo-server 3\.4; protocol 2025-06-18; started as `node server\.js --token abcdef123456`; client some-host 1\.2 \|/);
    assert.match(report, /\n## `tools\/call add`: answered after 10\.0 ms\n\ndemo, run 1 · asked by the client · id `1` · 2026-01-02T03:04:05\.120Z\n/);
    assert.match(report, /\*\*Request\*\* \(145 B\)\n\n```json\n\{\n {2}"jsonrpc": "2\.0",/);
    assert.match(report, /"a": 1e2,\n {6}"b": 12345678901234567890/);
    assert.match(report, /\*\*Progress and other messages of it\*\*\n\n```text\n\+0\.005 < \{/);
    assert.match(report, /```text\n\+0\.005 ! adding\n\+0\.010 < this is no JSON\t# junk not-json\n\+0\.043 x 1\n```/);
    assert.match(report, /## Findings\n\n- \*\*error\*\* `stdout-noise`: A line that is no message\. Write it to stderr\. \(\[specification\]\(<https:\/\/modelcontextprotocol\.io\/specification\/x>\)\)\n/);
    assert.doesNotMatch(report, /elsewhere|roots\/list/);
  });

  it("tells every line once", () => {
    const report = textOf(markdown(recorded(SESSION)));
    assert.equal(report.split("this is no JSON").length, 2);
  });

  it("is never longer than an issue may be, and says what is left out", () => {
    const call = '> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"long":"LONG"}}}';
    const report = textOf(markdown(recorded(Array.from({ length: 200 }, () => call.replace("LONG", "y".repeat(9000))).join("\n"))));
    assert.ok(report.length > 40_000 && report.length <= 65_000, String(report.length));
    assert.match(report, /only its beginning is shown here/);
    assert.match(report, /\*1\d\d more exchanges are left out, because an issue takes no longer text\. Attach a recording instead\.\*/);
    const lines = textOf(markdown(recorded(Array.from({ length: 5000 }, (_, at) => `! line ${at}`).join("\n"))));
    assert.ok(lines.length <= 65_000);
    assert.match(lines, /## Further messages and lines \([\d,]+ of 5,000\)/);
  });

  it("lets nothing that a server sends become markup", () => {
    const hostile = "```\n<img src=x onerror=alert(1)> **bold** [a](http://b) @somebody #12 | x |";
    const script = `> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":${JSON.stringify(hostile)}}}
      < {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":${JSON.stringify(hostile)}}}`;
    const outside = withoutCode(textOf(markdown(recorded(script, { server: hostile, marks: new Map([[0, hostile]]) }))));
    assert.doesNotMatch(outside, /(?<!\\)<img|(?<!\\)\*\*bold|(?<!\\)\[a\]|@somebody|#12/);
  });

  it("makes visible what would not be seen", () => {
    const report = textOf(markdown(recorded('> {"jsonrpc":"2.0","id":1,"method":"a\u202eb"}')));
    assert.doesNotMatch(report, /\u202e/);
    assert.match(report, /\\u\{202e\}/);
  });

  it("hides what is to be hidden wherever it stands", () => {
    const script = `s node --key hunter2
      > {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"clientInfo":{"name":"hunter2","version":"hunter2"}}}
      < {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"hunter2","serverInfo":{"name":"hunter2","version":"hunter2"}}}
      > {"jsonrpc":"2.0","id":"hunter2","method":"hunter2","params":{"name":"hunter2"}}
      ! hunter2
      < {"jsonrpc":"2.0","id":"hunter2","error":{"code":1,"message":"hunter2"}}`;
    const findings = [{ rule: "r", severity: "error", seq: 3, link: 1, message: "hunter2", fix: "hunter2", spec: "" }] as const;
    const report = textOf(markdown(recorded(script, { server: "hunter2", findings, marks: new Map([[3, "hunter2"]]), redact: (text) => text.replaceAll("hunter2", "[hidden]") })));
    assert.doesNotMatch(report, /hunter2/);
  });

  it("bears JSON that is 10,000 deep", () => {
    const report = textOf(markdown(recorded(`> {"jsonrpc":"2.0","id":1,"method":"a","params":${"[".repeat(10_000)}${"]".repeat(10_000)}}`)));
    assert.match(report, /only its beginning is shown here/);
    assert.ok(report.length < 10_000);
  });

  it("takes only the head of a message of many megabytes, without its secrets", () => {
    const line = `> {"jsonrpc":"2.0","id":1,"method":"a","params":{"key":"hunter2","long":"${"y".repeat(5_000_000)}"}}`;
    const report = textOf(markdown(recorded(line, { redact: (text) => (text.length < 1_000_000 ? text.replaceAll("hunter2", "[hidden]") : assert.fail("all of it was looked at")) })));
    assert.match(report, /"key": "\[hidden\]",\n {4}"long": "yyy/);
    assert.match(report, /\(5\.0 MB; only its beginning is shown here\)/);
  });

  it("hides a secret that lies where a line is cut", () => {
    const line = `! ${"x".repeat(495)}hunter2`;
    assert.doesNotMatch(textOf(markdown(recorded(line, { redact: (text) => text.replaceAll("hunter2", "[hidden]") }))), /hunt/);
  });
});

describe("text for Markdown", () => {
  it("fences code with more backticks than are in it", () => {
    assert.equal(inlineCode("a`b"), "``a`b``");
    assert.equal(inlineCode("`"), "`` ` ``");
    assert.equal(codeBlock("a\n````\nb", "text"), "`````text\na\n````\nb\n`````");
  });

  it("escapes what would be markup in words", () => {
    assert.equal(plainText("a_b *c* <d> \\"), "a\\_b \\*c\\* \\<d\\> \\\\");
  });
});

/** A report without its code, in which nothing is markup. */
function withoutCode(report: string): string {
  return report.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, "").replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
}
