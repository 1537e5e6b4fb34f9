import assert from "node:assert/strict";
import { FilterHistory } from "../../../media/traffic/filterBar/filterHistory";
import { fieldValues } from "../../../media/traffic/filterBar/fieldValues";

/** Goes back so many filters, as Up does, from an empty line. */
function back(history: FilterHistory, steps: number): string {
  let text = "";
  for (let step = 0; step < steps; step++) text = history.older(text) ?? text;
  return text;
}

describe("FilterHistory", () => {
  it("goes back from an empty line, and forth again", () => {
    const history = new FilterHistory(["c", "b", "a"]);
    assert.deepEqual([1, 2, 3, 4].map((steps) => back(history, steps)), ["c", "b", "a", "a"]);
    assert.equal(history.newer("a"), "b");
    assert.equal(history.newer("b"), "c");
    assert.equal(history.newer("c"), "");
    assert.equal(history.newer(""), undefined);
  });

  it("leaves alone what a person wrote", () => {
    const history = new FilterHistory(["b", "a"]);
    assert.equal(history.older("own"), undefined);
    assert.equal(history.older(""), "b");
    assert.equal(history.older("b changed"), undefined);
    assert.equal(history.newer("b changed"), undefined);
    assert.equal(history.older(""), "b");
    assert.equal(new FilterHistory([]).older(""), undefined);
  });

  it("keeps each filter once, the newest first, and not for ever", () => {
    const history = new FilterHistory(["a"]);
    assert.equal(history.add(" b "), true);
    assert.equal(history.add("b"), false);
    assert.equal(history.add("  "), false);
    assert.equal(history.add("a"), true);
    assert.deepEqual(history.all, ["a", "b"]);
    for (let number = 0; number < 100; number++) history.add(`f${number}`);
    assert.equal(history.all.length, 30);
    assert.equal(history.all[0], "f99");
  });

  it("begins anew with what was used", () => {
    const history = new FilterHistory(["b", "a"]);
    assert.equal(back(history, 2), "a");
    history.add("a");
    assert.equal(history.older(""), "a");
    assert.equal(history.older("a"), "b");
  });
});

describe("fieldValues", () => {
  it("counts again only after a while", () => {
    let now = 0;
    const counted: string[] = [];
    const values = fieldValues({ values: (field) => { counted.push(field); return [{ value: "echo", count: 2 }]; } }, () => now);
    assert.deepEqual(values("tool").map(({ value }) => value), ["echo"]);
    assert.equal(values("server").length, 1);
    values("server");
    assert.deepEqual(counted, ["tool", "server"]);
    now = 10_000;
    values("server");
    assert.equal(counted.length, 3);
    for (const field of ["text", "id", "dur", "size", "dir"] as const) assert.deepEqual(values(field), []);
  });
});
