import assert from "node:assert/strict";
import { indexJson } from "../../../media/traffic/details/json/indexJson";
import { JsonTree } from "../../../media/traffic/details/json/jsonTree";

function treeOf(text: string): JsonTree {
  return new JsonTree(indexJson(text, { nodes: 1_000_000, head: false }));
}

function shown(tree: JsonTree): string[] {
  return tree.lines.map((line) => {
    const name = tree.index.name(line.node) ?? String(tree.index.place(line.node));
    const label = line.range ? `${line.range.from}-${line.range.to}` : name;
    return `${"  ".repeat(line.depth)}${line.open === undefined ? "" : line.open ? "- " : "+ "}${label}`;
  });
}

describe("tree of JSON", () => {
  it("opens and closes lines, and keeps what was open inside", () => {
    const tree = treeOf('{"a":{"b":{"c":1}},"d":[2]}');
    assert.deepEqual(shown(tree), ["+ 0"]);
    tree.setOpen(0, true);
    tree.setOpen(1, true);
    tree.setOpen(2, true);
    const all = ["- 0", "  - a", "    - b", "      c", "  + d"];
    assert.deepEqual(shown(tree), all);
    tree.setOpen(1, false);
    assert.deepEqual(shown(tree), ["- 0", "  + a", "  + d"]);
    tree.setOpen(1, true);
    assert.deepEqual(shown(tree), all);
  });

  it("cannot open what is empty or no container", () => {
    const tree = treeOf('{"a":{},"b":1}');
    tree.setOpen(0, true);
    tree.setOpen(1, true);
    tree.setOpen(2, true);
    assert.deepEqual(shown(tree), ["- 0", "  a", "  b"]);
  });

  it("keeps the selected line selected while lines open and close above it, and moves it to what closes over it", () => {
    const tree = treeOf('{"a":[1,2,3],"b":{"c":1}}');
    tree.setOpen(0, true);
    tree.selected = 2;
    tree.setOpen(1, true);
    assert.equal(tree.selected, 5);
    tree.setOpen(5, true);
    tree.selected = 6;
    tree.setOpen(0, false);
    assert.equal(tree.selected, 0);
  });

  it("shows many children in pieces of a hundred, and a hundred thousand in pieces of pieces", () => {
    const some = treeOf(`[${Array.from({ length: 250 }, (_, at) => at).join(",")}]`);
    some.setOpen(0, true);
    assert.deepEqual(shown(some), ["- 0", "  + 0-100", "  + 100-200", "  + 200-250"]);
    some.setOpen(3, true);
    assert.equal(some.lines.length, 4 + 50);
    assert.equal(some.index.literal(some.lines[4]?.node ?? -1), "200");

    const many = treeOf(`[${Array.from({ length: 100_000 }, (_, at) => at).join(",")}]`);
    many.setOpen(0, true);
    assert.equal(many.lines.length, 11);
    many.setOpen(1, true);
    assert.equal(many.lines.length, 111);
  });

  it("reveals a value within pieces of pieces", () => {
    const tree = treeOf(`{"list":[${Array.from({ length: 100_000 }, (_, at) => `[${at}]`).join(",")}]}`);
    const node = tree.index.childrenOf(1)[54_321] ?? -1;
    const line = tree.reveal(node + 1);
    assert.equal(tree.index.literal(tree.lines[line]?.node ?? -1), "54321");
    assert.deepEqual(shown(tree).filter((text) => text.includes("- ")), ["- 0", "  - list", "    - 50000-60000", "      - 54300-54400", "        - 54321"]);
  });

  it("opens the nearest lines first and says when something is left", () => {
    const tree = treeOf('{"a":{"x":{"y":1}},"b":{"x":{"y":1}}}');
    assert.equal(tree.openBelow(0, 4), false);
    assert.deepEqual(shown(tree), ["- 0", "  - a", "    + x", "  - b", "    + x"]);
    assert.equal(tree.openBelow(0, 100), true);
    assert.equal(tree.lines.length, 7);
    tree.closeAll();
    assert.deepEqual(shown(tree), ["- 0", "  + a", "  + b"]);
  });

  it("opens ten thousand levels, and finds the way back from each line", () => {
    const deep = 10_000;
    const tree = treeOf(`${"[".repeat(deep)}${"]".repeat(deep)}`);
    assert.equal(tree.openBelow(0, 20_000), true);
    assert.equal(tree.lines.length, deep);
    assert.equal(tree.lines.at(-1)?.depth, deep - 1);
    assert.equal(tree.parentLine(deep - 1), deep - 2);
    assert.equal(tree.reveal(deep - 1), deep - 1);
  });

  it("has no lines without JSON", () => {
    assert.deepEqual(treeOf("nonsense").lines, []);
  });
});
