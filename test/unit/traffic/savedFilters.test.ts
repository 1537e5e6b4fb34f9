import assert from "node:assert/strict";
import { filterProblem } from "../../../media/traffic/filterBar/filterProblem";
import { placeOf } from "../../../media/traffic/filterBar/placeOf";
import { SavedFilterList } from "../../../media/traffic/filterBar/savedFilterList";
import { savedAs } from "../../../media/traffic/filterBar/sameFilter";
import { suggestName } from "../../../media/traffic/filterBar/suggestName";
import { takeOver } from "../../../media/traffic/filterBar/takeOver";
import { adoptFilters } from "../../../src/core/trace/filter/adoptFilters";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";

const slow: SavedFilter = { name: "Slow", filter: "dur:>1s", color: "red" };
const errors: SavedFilter = { name: "Errors", filter: "status:error -server:old" };

describe("saved filters of the page", () => {
  it("are recognised however they are written", () => {
    const saved = [slow, errors];
    for (const text of ["dur:>1s", " dur:>1s ", "DUR:>1S", "(dur:>1s)"]) assert.equal(savedAs(text, saved), slow, text);
    assert.equal(savedAs("status:ERROR  NOT server:Old", saved), errors);
    for (const text of ["", "  ", "dur:>2s", "dur:>1s dur:>1s x", "status:error"]) assert.equal(savedAs(text, saved), undefined, text);
  });

  it("are recognised by their text where it is wrong", () => {
    const wrong = { name: "Wrong", filter: "statsu:error" };
    assert.equal(savedAs("statsu:error", [wrong]), wrong);
    assert.equal(savedAs("other:error", [wrong]), undefined);
  });

  it("get names that say what they ask for, and none twice", () => {
    assert.equal(suggestName("tool:echo status:error", []), "echo, error");
    assert.equal(suggestName("dur:>1s -kind:stderr", []), "> 1 s, not stderr");
    assert.equal(suggestName("tool:a* OR tool:b", []), "a* or b");
    assert.equal(suggestName("timeout @marked", []), "“timeout”, marked");
    assert.equal(suggestName("tool:echo", [{ name: "echo" }, { name: "echo 2" }]), "echo 3");
    assert.equal(suggestName("statsu:error", []), "statsu:error");
    assert.equal(suggestName(`tool:x${"😀".repeat(100)}`, []), `x${"😀".repeat(19)}`);
  });

  it("take over what an earlier version kept with the view, each once and with a name", () => {
    const kept = ["kind:stderr", "dur:>1s", "kind:stderr ", "", "tool:slow"];
    assert.deepEqual(takeOver([slow], kept), [{ name: "stderr", filter: "kind:stderr" }, { name: "slow", filter: "tool:slow" }]);
    assert.deepEqual(takeOver([slow, { name: "stderr", filter: "kind:stderr" }, { name: "x", filter: "tool:slow" }], kept), []);
  });

  it("are added to those that somebody has, each once and under a name of its own", () => {
    const stderr = { name: "Slow", filter: "kind:stderr" };
    assert.deepEqual(adoptFilters([slow], [{ name: "Other", filter: slow.filter }, stderr, { name: "Slow", filter: "tool:slow" }]), [slow, { ...stderr, name: "Slow 2" }, { name: "Slow 3", filter: "tool:slow" }]);
    assert.deepEqual(adoptFilters([slow], []), [slow]);
  });

  it("are no more than can be used, and a further one is refused with what to do", () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ name: `${index}`, filter: `tool:t${index}` }));
    assert.match(filterProblem(errors, many) ?? "", /Delete one/);
    assert.equal(filterProblem(errors, many.slice(1)), undefined);
  });

  it("are found again in a list that has changed, as long as they have not", () => {
    assert.equal(placeOf(slow, [slow, errors]), 0);
    assert.equal(placeOf({ ...slow }, [errors, slow], 0), 1);
    assert.equal(placeOf(slow, [slow, errors, slow], 2), 2, "of several alike the one that was meant");
    assert.equal(placeOf(slow, [errors], 7), -1);
    assert.equal(placeOf(slow, [{ ...slow, color: "blue" }]), -1);
  });
});

describe("the list of saved filters", () => {
  function stage() {
    const told: string[] = [];
    const asked: { readonly filters: readonly SavedFilter[]; readonly settle: () => void; readonly fail: (error: Error) => void }[] = [];
    const list = new SavedFilterList({
      save: (filters) => new Promise<void>((settle, fail) => void asked.push({ filters, settle, fail })),
      changed: () => told.push("changed"),
      warn: (text) => told.push(text),
    });
    return { list, told, asked };
  }

  it("shows a change at once, and what the host has made of it afterwards", async () => {
    const { list, told, asked } = stage();
    list.take([slow]);
    const done = list.set([slow, errors]);
    assert.deepEqual(list.all, [slow, errors]);
    list.take([slow, errors]);
    asked[0]?.settle();
    assert.equal(await done, true);
    assert.deepEqual(list.all, [slow, errors]);
    assert.deepEqual(told, ["changed", "changed"]);
  });

  it("does not go back to an older list while a newer change is on its way", async () => {
    const { list, asked } = stage();
    const changes = [list.set([slow]), list.set([slow, errors])];
    list.take([slow]);
    asked[0]?.settle();
    await changes[0];
    assert.deepEqual(list.all, [slow, errors]);
    list.take([slow, errors]);
    asked[1]?.settle();
    await changes[1];
    assert.deepEqual(list.all, [slow, errors]);
  });

  it("takes back what cannot be kept, and says why", async () => {
    const { list, told, asked } = stage();
    list.take([slow]);
    const done = list.set([]);
    asked[0]?.fail(new Error("settings.json has unsaved changes."));
    assert.equal(await done, false);
    assert.deepEqual(list.all, [slow]);
    assert.ok(told.includes("settings.json has unsaved changes."));
  });

  it("is not another one when nothing has changed", () => {
    const { list, told } = stage();
    list.take([slow]);
    const { all } = list;
    list.take([{ ...slow }]);
    assert.equal(list.all, all);
    assert.deepEqual(told, ["changed"]);
  });
});
