import assert from "node:assert/strict";
import { Fragments } from "../../../src/core/wire/fragments";

/** Pieces that are joined when they are small. */
const RUN = 1024;

function add(fragments: Fragments, count: number, size: number): void {
  for (let piece = 0; piece < count; piece++) fragments.add(new Uint8Array(size).fill(piece % 251));
}

describe("fragments", () => {
  it("holds few pieces, however small they come, and does so again after it was emptied", () => {
    const fragments = new Fragments();
    for (let round = 0; round < 2; round++) {
      add(fragments, RUN - 1, 1);
      assert.equal(fragments.pieces, RUN - 1);
      add(fragments, 1, 1);
      assert.equal(fragments.pieces, 1);
      add(fragments, RUN - 1, 1);
      assert.equal(fragments.pieces, RUN);
      add(fragments, 1, 1);
      assert.equal(fragments.pieces, 2);
      add(fragments, 10, 1);
      assert.equal(fragments.size, 2 * RUN + 10);
      assert.equal(fragments.take().length, 2 * RUN + 10);
      assert.deepEqual([fragments.pieces, fragments.size], [0, 0]);
    }
  });

  it("does not copy large pieces before the line is whole", () => {
    const fragments = new Fragments();
    add(fragments, RUN, 4096);
    assert.equal(fragments.pieces, RUN);
    add(fragments, RUN - 1, 4096);
    add(fragments, 1, 4095);
    assert.equal(fragments.pieces, RUN + 1);
    add(fragments, RUN - 1, 4096);
    fragments.take();
    add(fragments, RUN - 1, 4095);
    add(fragments, 1, 1);
    assert.equal(fragments.pieces, 1);
  });

  it("gives the pieces in order, and a single one as it came", () => {
    const fragments = new Fragments();
    const only = Uint8Array.of(1, 2);
    fragments.add(new Uint8Array(0));
    assert.equal(fragments.pieces, 0);
    fragments.add(only);
    assert.equal(fragments.take(), only);
    fragments.add(only);
    fragments.add(Uint8Array.of(3));
    assert.deepEqual([...fragments.take()], [1, 2, 3]);
    assert.deepEqual([...fragments.take()], []);
  });
});
