import assert from "node:assert/strict";
import { readMarkdown } from "../../../media/traffic/details/markdown";
import { Random, rounds } from "../../support/random";

/** Every text that the blocks would show. */
function shown(text: string): string {
  return readMarkdown(text)
    .map((block) => (block.type === "code" ? block.text : block.type === "rule" ? "---" : block.spans.map((span) => span.text + ("target" in span ? span.target : "")).join("")))
    .join("\n");
}

describe("Markdown of a value", () => {
  it("reads headings, paragraphs, lists, quotes, code and rules", () => {
    assert.deepEqual(
      readMarkdown("# Title\n\nOne\ntwo\n> said\n\n- a\n  1. b\n\n```js\nx < 1\n```\n---"),
      [
        { type: "heading", level: 1, spans: [{ type: "text", text: "Title" }] },
        { type: "paragraph", spans: [{ type: "text", text: "One\ntwo" }] },
        { type: "quote", spans: [{ type: "text", text: "said" }] },
        { type: "item", indent: 0, mark: "•", spans: [{ type: "text", text: "a" }] },
        { type: "item", indent: 1, mark: "1.", spans: [{ type: "text", text: "b" }] },
        { type: "code", text: "x < 1" },
        { type: "rule" },
      ],
    );
  });

  it("reads emphasis, code and links, and keeps where a link leads", () => {
    assert.deepEqual(readMarkdown("**a** *b* _c_ `d*e*` [f](https://g) ![h](data:x) snake_case_name")[0], {
      type: "paragraph",
      spans: [
        { type: "strong", text: "a" },
        { type: "text", text: " " },
        { type: "emphasis", text: "b" },
        { type: "text", text: " " },
        { type: "emphasis", text: "c" },
        { type: "text", text: " " },
        { type: "code", text: "d*e*" },
        { type: "text", text: " " },
        { type: "link", text: "f", target: "https://g" },
        { type: "text", text: " " },
        { type: "image", text: "h", target: "data:x" },
        { type: "text", text: " snake_case_name" },
      ],
    });
  });

  it("takes markup for text", () => {
    assert.equal(shown('<img src=x onerror="alert(1)"><script>1</script>'), '<img src=x onerror="alert(1)"><script>1</script>');
  });

  it("keeps a fence open to the end when it is never closed", () => {
    assert.deepEqual(readMarkdown("```\na\n# b"), [{ type: "code", text: "a\n# b" }]);
  });

  it("reads whatever it is given, and loses no letter of it", () => {
    const random = new Random(5);
    const pieces = ["a", " ", "\n", "*", "**", "_", "`", "```", "[", "]", "(", ")", "!", "#", ">", "-", "1.", "\\", "é", "\ud800", "~~~"];
    for (let round = rounds(2_000, 50_000); round > 0; round--) {
      const text = Array.from({ length: random.below(30) }, () => random.pick(pieces)).join("");
      // The word behind a fence names a language and is not shown.
      if (/```|~~~/.test(text)) assert.ok(readMarkdown(text).length >= 0);
      else assert.equal(shown(text).replace(/[^aé\ud800]/g, ""), text.replace(/[^aé\ud800]/g, ""), JSON.stringify(text));
    }
  });

  it("takes time in proportion for texts that are made to take long", () => {
    for (const piece of ["*a", "**a", "[a](", "[", "_a ", "`", "![", "- ", "> ", "***", "_ "]) {
      const time = (length: number): number => {
        const text = piece.repeat(length / piece.length);
        const began = process.hrtime.bigint();
        readMarkdown(text);
        return Number(process.hrtime.bigint() - began) / 1e6;
      };
      time(10_000);
      const [short, long] = [Math.max(time(10_000), 5), time(100_000)];
      // Ten times the text must not take a hundred times as long.
      assert.ok(long < short * 50, `${piece}: ${short} ms, then ${long} ms`);
    }
  });
});
