import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { html } from "../../../src/core/trace/export/html/html";
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH } from "../../../src/core/trace/export/html/pageScript";
import { PAGE_STYLE, PAGE_STYLE_HASH } from "../../../src/core/trace/export/html/pageStyle";
import { hostileFrame } from "../../support/hostileFrames";
import { Random, rounds } from "../../support/random";
import { recorded, SESSION, textOf } from "./recorded";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

describe("HTML export", () => {
  it("names the hashes of its own style and script, and allows nothing else", () => {
    assert.equal(PAGE_STYLE_HASH, sha256(PAGE_STYLE));
    assert.equal(PAGE_SCRIPT_HASH, sha256(PAGE_SCRIPT));
    const page = textOf(html(recorded(SESSION)));
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${PAGE_STYLE_HASH}'; script-src 'sha256-${PAGE_SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`);
    assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<style>"));
    assert.deepEqual([...page.matchAll(/<style>([\s\S]*?)<\/style>|<script>([\s\S]*?)<\/script>/g)].map(([, style, script]) => sha256(style ?? script ?? "")), [PAGE_STYLE_HASH, PAGE_SCRIPT_HASH]);
  });

  it("refers to nothing outside of itself", () => {
    assert.doesNotMatch(textOf(html(recorded(SESSION))), /\b(?:src|href|action|poster|data|srcset)\s*=|url\(|@import/);
  });

  it("shows an entry for every exchange and every other row", () => {
    const page = textOf(html(recorded(SESSION)));
    assert.equal(page.match(/<details /g)?.length, 8);
    assert.equal(page.match(/<div class="row /g)?.length, 6);
    assert.match(page, /<details class="bad"><summary>.*?tools\/call fail.*?the tool failed after 1\.00 ms: it broke/);
    assert.match(page, /&quot;b&quot;: 12345678901234567890/);
  });

  it("lets nothing that a server sends become markup, and makes visible what would not be seen", () => {
    const hostile = `"'></pre></main><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0007`;
    const script = `> {"jsonrpc":"2.0","id":${JSON.stringify(hostile)},"method":${JSON.stringify(hostile)},"params":{"name":${JSON.stringify(hostile)}}}
      < {"jsonrpc":"2.0","id":${JSON.stringify(hostile)},"error":{"code":1,"message":${JSON.stringify(hostile)}}}
      ! ${hostile}
      < ${hostile}`;
    const page = textOf(html(recorded(script, { server: hostile, marks: new Map([[0, hostile]]) })));
    assert.equal(page.match(/<script|<img/g)?.length, 1);
    assert.doesNotMatch(page, /[\u202e\u0007]/);
    assert.match(page, /\\u\{202e\}/);
  });

  it("has no markup but its own, whatever the lines are", () => {
    const random = new Random(7);
    const own = /^<(!DOCTYPE html|html lang="en"|\/?(html|head|title|body|h1|h2|dl|dt|dd|style|script|details|summary|pre|p|main|div|span|output|button)|meta charset="utf-8"|(details|div|span|p) class="[a-z ]+"|main id="entries"|div id="tools" hidden|output id="count" for="find"|button id="open" type="button"|input id="find" [^<>]*|meta name="(viewport|referrer)" content="[\w=-]+"|meta http-equiv="Content-Security-Policy" content="[^"]*")>$/;
    for (let round = 0; round < rounds(20, 340); round++) {
      const { writer, ...traffic } = recorded("");
      for (let row = 0; row < 30; row++) {
        const { from, bytes } = hostileFrame(random);
        if (from === "client") writer.sent(bytes);
        else writer[from === "stderr" ? "stderr" : "stdout"](Buffer.concat([bytes, Buffer.from("\n")]));
      }
      const page = textOf(html({ ...traffic })).replace(PAGE_SCRIPT, "").replace(PAGE_STYLE, "");
      for (const [tag] of page.matchAll(/<[^>]*>?/g)) assert.match(tag, own);
      assert.doesNotMatch(page, /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
    }
  });

  it("hides what is to be hidden wherever it stands", () => {
    const script = `> {"jsonrpc":"2.0","id":"hunter2","method":"hunter2","params":{"name":"hunter2"}}
      ! hunter2
      < {"jsonrpc":"2.0","id":"hunter2","error":{"code":1,"message":"hunter2"}}`;
    const page = textOf(html(recorded(script, { server: "hunter2", marks: new Map([[0, "hunter2"]]), redact: (text) => text.replaceAll("hunter2", "[hidden]") })));
    assert.doesNotMatch(page, /hunter2/);
  });
});
