import assert from "node:assert/strict";
import { contentOf } from "../../../media/traffic/details/contentOf";
import { eventWords } from "../../../media/traffic/details/eventWords";
import { indexJson } from "../../../media/traffic/details/json/indexJson";
import { readMessage } from "../../../media/traffic/details/message";
import { rowWords } from "../../../media/traffic/details/rowWords";
import { wholeCharacters } from "../../../media/traffic/details/wholeCharacters";
import type { FeedBody } from "../../../src/core/feed/protocol";

function bodyOf(text: string, size?: number): FeedBody {
  const bytes = new TextEncoder().encode(text);
  return { bytes: bytes.buffer, size: size ?? bytes.length, event: undefined, fault: undefined };
}

describe("what a value can be shown as", () => {
  const content = (text: string, node: number) => contentOf(indexJson(text, { nodes: 1000, head: false }), node);

  it("is a picture for image contents and binary resources, from the object as from its data", () => {
    const image = '{"type":"image","data":"aaaa","mimeType":"image/PNG"}';
    assert.deepEqual(content(image, 0), { type: "image", mime: "image/png", data: 2 });
    assert.deepEqual(content(image, 2), { type: "image", mime: "image/png", data: 2 });
    assert.deepEqual(content('{"uri":"a","blob":"aaaa","mimeType":"image/webp"}', 0), { type: "image", mime: "image/webp", data: 2 });
  });

  it("is no picture for other types, or for data that is no string", () => {
    assert.equal(content('{"data":"aaaa","mimeType":"text/html"}', 0), undefined);
    assert.equal(content('{"data":{"a":1},"mimeType":"image/png"}', 0), undefined);
    assert.equal(content('{"data":"aaaa","mimeType":"image/png;x=<script>"}', 0), undefined);
  });

  it("is text for strings that do not fit on a line", () => {
    assert.deepEqual(content('"a\\nb"', 0), { type: "text", data: 0 });
    assert.deepEqual(content(`"${"a".repeat(200)}"`, 0), { type: "text", data: 0 });
    assert.equal(content('"short"', 0), undefined);
    assert.equal(content("12", 0), undefined);
  });
});

describe("the head of a long message", () => {
  it("is shown as far as it goes, whatever its end tears apart", () => {
    const bytes = new TextEncoder().encode('{"result":{"text":"aé€😀z","list":[1,2,3]}}');
    for (let length = 1; length < bytes.length; length++) {
      const { tree, utf8, head } = readMessage(bytes.subarray(0, length), bytes.length);
      assert.deepEqual([tree.index.problem, utf8, head], [undefined, true, true]);
      assert.ok(!tree.index.text.includes("\ufffd"));
    }
  });

  it("keeps whole characters and leaves invalid bytes for people to see", () => {
    assert.deepEqual([...wholeCharacters(Uint8Array.of(0x61, 0xf0, 0x9f, 0x98))], [0x61]);
    assert.deepEqual([...wholeCharacters(Uint8Array.of(0x61, 0xc3, 0xa9))], [0x61, 0xc3, 0xa9]);
    assert.deepEqual([...wholeCharacters(Uint8Array.of(0x80, 0x80, 0x80, 0x80))], [0x80, 0x80, 0x80, 0x80]);
    assert.deepEqual([...wholeCharacters(new Uint8Array())], []);
  });

  it("opens what is nearest, and only so much of it", () => {
    const bytes = new TextEncoder().encode(`{"jsonrpc":"2.0","result":{"list":[${"{},".repeat(50_000)}1]}}`);
    const { tree } = readMessage(bytes, bytes.length);
    assert.ok(tree.lines.length >= 4 && tree.lines.length < 100);
    assert.ok(tree.lines.some((line) => tree.index.name(line.node) === "list"));
  });
});

describe("a row in a list", () => {
  it("says the progress, the log message or the reason that it is about", () => {
    assert.equal(rowWords(bodyOf('{"method":"notifications/progress","params":{"progressToken":1,"progress":3,"total":10,"message":"loading"}}')), "3 of 10 loading");
    assert.equal(rowWords(bodyOf('{"method":"notifications/message","params":{"level":"error","data":{"a":1}}}')), 'error: {"a":1}');
    assert.equal(rowWords(bodyOf('{"method":"notifications/cancelled","params":{"requestId":1,"reason":"timeout"}}')), "timeout");
  });

  it("shows other lines as they are, printable and short", () => {
    assert.equal(rowWords(bodyOf("[31mred\u001b[0m")), "[31mred\\x1b[0m");
    assert.ok(rowWords(bodyOf("x".repeat(2000), 50_000_000)).length < 250);
    assert.equal(rowWords({ ...bodyOf(""), bytes: undefined }), "no longer kept");
  });
});

describe("events in words", () => {
  it("tell an end that was asked for from one that was not", () => {
    const end = (asked: boolean) => eventWords({ type: "closed", closed: { how: "exited", code: 3, signal: null, asked } });
    assert.notEqual(end(true).title, end(false).title);
    assert.deepEqual(end(false).facts, [["Exit code", "3"]]);
  });

  it("name the process, each argument by itself, and the folder", () => {
    const { facts } = eventWords({ type: "spawned", pid: 7, command: "node", args: ["a b", "c"], cwd: "/d" });
    assert.deepEqual(facts, [["Process", "7"], ["Command", "node"], ["Argument 1", "a b"], ["Argument 2", "c"], ["Folder", "/d"]]);
  });
});
