import assert from "node:assert/strict";
import { MOST_SELECTED, type Selection, allSelected } from "../../../media/traffic/selection/selection";
import { type Selected, Selector } from "../../../media/traffic/selection/selector";

/** Numbers from this one on are those of lines that are no entries. */
const HEADING = 1_000_000;

/** Lines that show entries, and a selection that is kept as the page does. */
class Table {
  current: Selection = { selected: undefined, alsoSelected: [] };
  readonly selector: Selector;
  tooMany: number | undefined;

  constructor(public shown: readonly number[]) {
    const shownNow = (): readonly number[] => this.shown;
    const lines = {
      get lines() { return shownNow().length; },
      seqAt: (line: number) => shownNow().slice(line, line + 1).find((seq) => seq < HEADING),
      lineOf: (seq: number) => shownNow().includes(seq) ? shownNow().indexOf(seq) : undefined,
    };
    this.selector = new Selector(lines, () => this.current);
  }

  take(chosen: Selected): this {
    if (chosen.type === "tooMany") this.tooMany = chosen.count;
    else this.current = { selected: chosen.selected, alsoSelected: chosen.alsoSelected };
    return this;
  }

  get all(): readonly number[] {
    return allSelected(this.current).toSorted((one, other) => one - other);
  }

  get cursor(): number | undefined {
    return this.current.selected;
  }
}

const TEN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

describe("the selection of the table", () => {
  it("is one entry at first, and another one instead", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(30));
    assert.deepEqual(table.all, [30]);
    table.take(table.selector.only(50));
    assert.deepEqual(table.all, [50]);
  });

  it("takes an entry in and out again", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(30)).take(table.selector.toggle(50)).take(table.selector.toggle(10));
    assert.deepEqual(table.all, [10, 30, 50]);
    assert.equal(table.cursor, 10, "the one that was taken in last");
    table.take(table.selector.toggle(50));
    assert.deepEqual(table.all, [10, 30]);
    assert.equal(table.cursor, 10);
  });

  it("puts the cursor at what is nearest when its entry is taken out, and nowhere after the last one", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(10)).take(table.selector.toggle(70)).take(table.selector.toggle(40)).take(table.selector.toggle(60));
    table.take(table.selector.toggle(60));
    assert.equal(table.cursor, 70);
    for (const seq of [70, 40, 10]) table.take(table.selector.toggle(seq));
    assert.deepEqual(table.current, { selected: undefined, alsoSelected: [] });
  });

  it("reaches from where it began to where somebody goes, to both sides", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(50)).take(table.selector.extend(70));
    assert.deepEqual(table.all, [50, 60, 70]);
    assert.equal(table.cursor, 70);
    table.take(table.selector.extend(60));
    assert.deepEqual(table.all, [50, 60]);
    table.take(table.selector.extend(30));
    assert.deepEqual(table.all, [30, 40, 50]);
  });

  it("reaches from the entry that was taken in or out last, also from one that is not selected any more", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(10)).take(table.selector.toggle(50)).take(table.selector.extend(70));
    assert.deepEqual(table.all, [50, 60, 70]);
    table.take(table.selector.toggle(60)).take(table.selector.extend(40));
    assert.deepEqual(table.all, [40, 50, 60]);
  });

  it("keeps what is selected elsewhere when a range is added", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(10)).take(table.selector.toggle(50)).take(table.selector.extend(70, true));
    assert.deepEqual(table.all, [10, 50, 60, 70]);
  });

  it("begins a range at the cursor when something else has put it elsewhere", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(10));
    table.current = { selected: 80, alsoSelected: [] };
    table.take(table.selector.extend(90));
    assert.deepEqual(table.all, [80, 90]);
  });

  it("goes by the lines as they are now, in whatever order", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(30)).take(table.selector.extend(40));
    table.shown = TEN.toReversed();
    table.take(table.selector.extend(10));
    assert.deepEqual(table.all, [10, 20, 30]);
  });

  it("begins a range anew where the table shows neither its beginning nor the cursor", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(30)).take(table.selector.extend(40));
    table.shown = [10, 60, 70];
    table.take(table.selector.extend(60));
    assert.deepEqual(table.all, [60]);
    table.take(table.selector.extend(10));
    assert.deepEqual(table.all, [10, 60]);
  });

  it("keeps what is hidden when an entry more is taken in", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(30)).take(table.selector.toggle(40));
    table.shown = [50];
    table.take(table.selector.toggle(50));
    assert.deepEqual(table.all, [30, 40, 50]);
  });

  it("is all that is shown, with the cursor where it is", () => {
    const table = new Table(TEN);
    table.take(table.selector.only(40)).take(table.selector.all());
    assert.deepEqual(table.all, TEN);
    assert.equal(table.cursor, 40);
    table.take(table.selector.narrow());
    assert.deepEqual(table.all, [40]);
  });

  it("leaves out lines that are no entries, and passes over them", () => {
    const table = new Table([HEADING, 10, 20, HEADING + 1, 30]);
    table.take(table.selector.only(HEADING)).take(table.selector.all());
    assert.deepEqual(table.all, [10, 20, 30]);
    assert.equal(table.cursor, 10);
    table.take(table.selector.only(20)).take(table.selector.extend(HEADING + 1));
    assert.deepEqual(table.all, [20]);
    assert.equal(table.cursor, 20);
    table.take(table.selector.extend(30));
    assert.deepEqual(table.all, [20, 30]);
    table.take(table.selector.only(HEADING)).take(table.selector.toggle(20));
    assert.deepEqual(table.all, [20]);
    table.take(table.selector.only(HEADING)).take(table.selector.extend(20));
    assert.deepEqual(table.all, [10, 20]);
  });

  it("is empty in an empty table", () => {
    const table = new Table([]);
    assert.deepEqual(table.take(table.selector.all()).all, []);
  });

  it("never holds more than there can be, and says how many it would be", () => {
    const table = new Table(Array.from({ length: MOST_SELECTED + 1 }, (_, line) => line));
    table.take(table.selector.only(0)).take(table.selector.all());
    assert.equal(table.tooMany, MOST_SELECTED + 1);
    assert.deepEqual(table.all, [0], "what was selected stays so");
    table.tooMany = undefined;
    table.take(table.selector.extend(MOST_SELECTED - 1));
    assert.equal(table.all.length, MOST_SELECTED);
    assert.equal(table.tooMany, undefined);
    table.take(table.selector.extend(MOST_SELECTED));
    assert.equal(table.tooMany, MOST_SELECTED + 1);
    table.tooMany = undefined;
    table.take(table.selector.toggle(MOST_SELECTED));
    assert.equal(table.tooMany, MOST_SELECTED + 1);
    assert.equal(table.all.length, MOST_SELECTED);
  });
});
