import assert from "node:assert/strict";
import { binaryNote } from "../../../src/core/mcp/resource/binaryNote";
import { resourceFile } from "../../../src/core/mcp/resource/resourceFile";
import type { ResourceContent } from "../../../src/core/mcp/types";

function shown(content: ResourceContent): string {
  const bytes = "text" in content ? Buffer.from(content.text) : Buffer.from(content.base64, "base64");
  const file = resourceFile(content, bytes);
  return `${file.name} ${file.shown}`;
}

function text(uri: string, mimeType?: string, content = "plain words"): ResourceContent {
  return { uri, mimeType, text: content };
}

function blob(uri: string, mimeType: string | undefined, bytes: Uint8Array): ResourceContent {
  return { uri, mimeType, base64: Buffer.from(bytes).toString("base64") };
}

describe("a resource as a file", () => {
  it("has the name of its URI, and the ending of what is in it", () => {
    assert.deepEqual([
      shown(text("file:///src/main.py")),
      shown(text("demo://resource/dynamic/text/42", "text/plain")),
      shown(text("db://users?limit=3", "application/json")),
      shown(text("notes://today", undefined, '{"a":1}')),
      shown(text("notes://", "text/markdown")),
      shown(text("urn:isbn:123")),
      shown(text("a://b/my%20file.ts")),
      shown(text("a://b/50%/x.y")),
      shown(text("a://b/..%2F..%2Fetc%2Fpasswd")),
      shown(text("a://b/notebook.ipynb", "application/json", "{}")),
    ], [
      "main.py text", "42.txt text", "users.json text", "today.json text", "resource.md text", "isbn_123.txt text",
      "my file.ts text", "x.y text", ".._.._etc_passwd.txt text", "notebook.ipynb.json text",
    ]);
  });

  it("is shown by what its bytes are", () => {
    const binary = Uint8Array.of(0, 1, 2, 255);
    assert.deepEqual([
      shown(blob("a://pixel", "image/png", binary)),
      shown(blob("a://sound.wav", "audio/wav", binary)),
      shown(blob("a://words", "text/plain", Buffer.from("words"))),
      shown(blob("a://config.toml", "application/octet-stream", Buffer.from("a = 1"))),
      shown(blob("a://thing", undefined, Buffer.from("words"))),
      shown(blob("a://thing", undefined, binary)),
      shown(blob("a://data.bin", "application/x-unheard-of", binary)),
      shown(blob("a://paper", "application/pdf", binary)),
    ], [
      "pixel.png preview", "sound.wav preview", "words.txt text", "config.toml text", "thing.bin text", "thing.bin note", "data.bin note", "paper.pdf note",
    ]);
  });

  it("is told of in words where no editor shows it", () => {
    const bytes = Uint8Array.from({ length: 1030 }, (_, index) => (index < 16 ? 65 + index : index % 256));
    const lines = binaryNote("a://b", "application/x-thing", bytes).split("\n");
    assert.equal(lines[0], "This content is binary: 1,030 bytes of application/x-thing.");
    assert.equal(lines[1], "a://b");
    assert.equal(lines[4], "00000000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP");
    assert.equal(lines.at(-2), "… 518 more");
    assert.match(binaryNote("a://b", undefined, Uint8Array.of(7)), /^This content is binary: 1 byte\.\n[^]*\n00000000 {2}07 {47}\.\n$/);
  });
});
