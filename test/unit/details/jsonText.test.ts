import assert from "node:assert/strict";
import { hexLine, hexLines } from "../../../media/traffic/details/hex";
import { findInJson } from "../../../media/traffic/details/json/findInJson";
import { indexJson } from "../../../media/traffic/details/json/indexJson";
import type { JsonIndex } from "../../../media/traffic/details/json/jsonIndex";
import { jsonPath } from "../../../media/traffic/details/json/jsonPath";
import { previewContent, previewCount, previewLiteral, previewName } from "../../../media/traffic/details/json/jsonPreview";
import { stretchesOf } from "../../../media/traffic/details/isolated";
import { laidOutPieces, layOutJson } from "../../../media/traffic/details/json/layOutJson";
import { valueHead } from "../../../media/traffic/details/json/valueText";
import { randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

function whole(text: string): JsonIndex {
  return indexJson(text, { nodes: 1_000_000, head: false });
}

function head(text: string): JsonIndex {
  return indexJson(text, { nodes: 1_000_000, head: true });
}

/** The first node whose value stands so in the text. */
function nodeOf(index: JsonIndex, literal: string): number {
  for (let node = 0; node < index.count; node++) if (index.literal(node) === literal) return node;
  throw new Error(`There is no ${literal}.`);
}

describe("paths in JSON", () => {
  it("are JSONPath, with quotes where a name needs them", () => {
    const index = whole('{"result":{"content":[0,{"text":"x"}],"a b":{"":{"\\"\\u202e":{"1":{"größe":"deep"}}}}}}');
    assert.equal(jsonPath(index, 0), "$");
    assert.equal(jsonPath(index, nodeOf(index, '"x"')), "$.result.content[1].text");
    assert.equal(jsonPath(index, nodeOf(index, '"deep"')), '$.result["a b"][""]["\\"\u202e"]["1"].größe');
  });

  it("hold lone surrogates escaped", () => {
    const index = whole('{"\\ud800":1}');
    assert.equal(jsonPath(index, 1), '$["\\ud800"]');
  });
});

describe("search in JSON", () => {
  const found = (text: string, query: string): string[] => {
    const index = whole(text);
    return findInJson(index, query, 100).map((node) => jsonPath(index, node));
  };

  it("looks into names and values, upper and lower case being the same", () => {
    assert.deepEqual(found('{"Echo":1,"b":["an ECHO",{"c":"echo echo"}],"d":2}', "echo"), ["$.Echo", "$.b[0]", "$.b[1].c"]);
  });

  it("finds a text however the server has escaped it", () => {
    assert.deepEqual(found('["gr\\u00f6\\u00dfe","größe","a\\nb","\\ud83d\\ude00"]', "größe"), ["$[0]", "$[1]"]);
    assert.deepEqual(found('["gr\\u00f6\\u00dfe","größe","a\\nb","\\ud83d\\ude00"]', "a\nb"), ["$[2]"]);
    assert.deepEqual(found('["\\ud83d\\ude00","😀"]', "😀"), ["$[0]", "$[1]"]);
  });

  it("takes what is typed for text, not for a pattern", () => {
    assert.deepEqual(found('["a.c","abc","[(*+?^$|{}/-"]', "a.c"), ["$[0]"]);
    assert.deepEqual(found('["a.c","abc","[(*+?^$|{}/-"]', "[(*+?^$|{}/-"), ["$[2]"]);
    assert.deepEqual(found('["\\ud800"]', "\ud800"), ["$[0]"]);
  });

  it("stops at its limit", () => {
    assert.equal(findInJson(whole("[1,1,1,1]"), "1", 2).length, 2);
  });
});

describe("JSON laid out", () => {
  it("says the same and changes no literal", () => {
    const random = new Random(3);
    for (let round = rounds(1_000, 20_000); round > 0; round--) {
      const text = randomMessage(random);
      const index = whole(text);
      if (index.problem) continue;
      const laidOut = layOutJson(index, 0);
      assert.deepEqual(JSON.parse(laidOut), JSON.parse(text));
      assert.equal(laidOut.replace(/\s/g, ""), text.replace(/\s/g, ""));
    }
    assert.equal(layOutJson(whole('{"a":[1.0,{}],"b":[]}'), 0), '{\n  "a": [\n    1.0,\n    {}\n  ],\n  "b": []\n}');
  });

  it("comes in pieces, so that a large one keeps nothing waiting, and its head without the rest", () => {
    const index = whole(`[${'{"a":[1,2,{}],"b":"text"},'.repeat(20_000)}1]`);
    const pieces = [...laidOutPieces(index, 0)];
    assert.equal(pieces.join(""), layOutJson(index, 0));
    assert.ok(pieces.length > 10 && pieces.every(({ length }) => length < 70_000), `${pieces.length} pieces, the longest of ${Math.max(...pieces.map(({ length }) => length))}`);
    const head = valueHead(index, 0, 1000);
    assert.ok(!head.whole && head.text.length > 1000 && head.text.length < 140_000 && layOutJson(index, 0).startsWith(head.text));
    assert.deepEqual(valueHead(index, 1, 1000), { text: layOutJson(index, 1), whole: true });
  });

  it("stays small for what is nested ten thousand deep", () => {
    const text = `${"[".repeat(10_000)}1${"]".repeat(10_000)}`;
    assert.ok(layOutJson(whole(text), 0).length < 40_000);
  });
});

describe("text from right to left", () => {
  const apart = (text: string): readonly string[] => stretchesOf(text).flatMap((stretch) => (stretch.apart ? [stretch.text] : []));

  it("stands for itself where it is a string, and nothing of a line is lost", () => {
    assert.deepEqual(apart('{"a":"שלום","b":["مرحبا","x","a\\"ש"],"c":1}'), ["שלום", "مرحبا", 'a\\"ש']);
    assert.deepEqual(apart('["שלום, not closed'), ["שלום, not closed"]);
    for (const text of ["", '"', "שלום", '{"a":"x"}', '"\\', 'x "ש" y "" "ש\\']) assert.equal(stretchesOf(text).map((stretch) => stretch.text).join(""), text);
  });

  it("takes no longer the more quotes are escaped", () => {
    assert.equal(stretchesOf(`ש"${'\\"'.repeat(200_000)}`).length, 1);
    assert.equal(stretchesOf(`ש${'"'.repeat(200_000)}`).length, 1);
  });
});

describe("previews of JSON", () => {
  it("show what nobody would see, and never act on it", () => {
    const index = whole('{"a\u202eb":"x\u2028\ud800\u200b"}');
    assert.equal(previewName(index, 1), '"a\\u{202e}b"');
    assert.equal(previewLiteral(index, 1), '"x\\u{2028}\\u{d800}\\u{200b}"');
  });

  it("are short, however long names and values are", () => {
    const index = whole(`{"${"k".repeat(1_000_000)}":"${"v".repeat(1_000_000)}"}`);
    assert.ok((previewName(index, 1) ?? "").length < 200);
    assert.ok(previewLiteral(index, 1).length < 400);
    assert.ok(previewContent(index, 0).length < 400);
  });

  it("count what there is, and say when there is more", () => {
    assert.equal(previewCount(whole('{"a":1,"b":2}'), 0), "{2}");
    assert.equal(previewCount(head("[1,2,3"), 0), "[3+]");
    assert.equal(previewContent(whole('{"a":1,"b c":[1],"d":{},"e":null}'), 0), '{ a: 1, "b c": [1], d: {}, e: null }');
    assert.equal(previewLiteral(head('"abc'), 0), '"abc…');
  });
});

describe("hex", () => {
  it("shows sixteen bytes a line, the last one as far as it goes", () => {
    const bytes = Uint8Array.from({ length: 18 }, (_, at) => (at === 17 ? 0xff : at + 0x3a));
    assert.equal(hexLines(bytes.length), 2);
    assert.deepEqual(hexLine(bytes.subarray(0, 16), 0), { offset: "00000000", hex: "3a 3b 3c 3d 3e 3f 40 41  42 43 44 45 46 47 48 49", text: ":;<=>?@ABCDEFGHI" });
    assert.deepEqual(hexLine(bytes.subarray(16), 16), { offset: "00000010", hex: "4a ff".padEnd(48), text: "J·" });
  });
});
