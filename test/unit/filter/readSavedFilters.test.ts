import assert from "node:assert/strict";
import { readSavedFilters } from "../../../src/core/trace/filter/readSavedFilters";

describe("saved filters in the settings", () => {
  it("are read as they are written, in their order", () => {
    const written = [{ name: "Slow calls", filter: "tool:* dur:>1s", color: "orange" }, { name: "Noise", filter: "kind:stderr OR kind:junk" }];
    assert.deepEqual(readSavedFilters(written), { filters: written, others: [], problems: [] });
  });

  it("are none where nothing is set", () => {
    for (const nothing of [undefined, null, []]) assert.deepEqual(readSavedFilters(nothing), { filters: [], others: [], problems: [] });
  });

  it("are used without what is no filter, which is named with its place and kept", () => {
    const good = { name: "Errors", filter: "status:error" };
    const bad = ["status:error", { filter: "a" }, { name: "  ", filter: "a" }, { name: "Empty", filter: " " }, { name: "Seven", filter: 7 }, { name: "Tinted", filter: "a", color: 7 }, null];
    const { filters, others, problems } = readSavedFilters([...bad.slice(0, 3), good, ...bad.slice(3)]);
    assert.deepEqual(filters, [good]);
    assert.deepEqual(others, bad);
    assert.equal(problems.length, bad.length);
    assert.match(problems[0] ?? "", /^Item 1: this is no filter\. Write \{/);
    assert.match(problems[1] ?? "", /^Item 2: it has no name\. Add one/);
    assert.match(problems[3] ?? "", /^Item 5 \(“Empty”\): it has no filter\. Add one/);
    assert.match(problems[5] ?? "", /^Item 7 \(“Tinted”\): its "color" is no text\. It is one of red, /);
  });

  it("say where a filter is wrong and keep it, so that it can be put right where it is used", () => {
    const wrong = { name: "Typo", filter: "tool:echo statsu:error" };
    const { filters, problems } = readSavedFilters([wrong, { name: "Fine", filter: "tool:echo" }]);
    assert.deepEqual(filters.map(({ name }) => name), ["Typo", "Fine"]);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^Item 1 \(“Typo”\): its filter is wrong at character 11\. There is no field “statsu”\./);
  });

  it("say when there is no such colour, and keep the word", () => {
    const { filters, problems } = readSavedFilters([{ name: "Pretty", filter: "tool:echo", color: "pink" }]);
    assert.deepEqual(filters, [{ name: "Pretty", filter: "tool:echo", color: "pink" }]);
    assert.deepEqual(problems, ["Item 1 (“Pretty”): there is no colour “pink”. It is one of red, orange, yellow, green, blue, purple."]);
  });

  it("say when two have the same name", () => {
    assert.match(readSavedFilters([{ name: "A", filter: "a" }, { name: "A", filter: "b" }]).problems.join("\n"), /^Item 2 \(“A”\): “A” is the name of an earlier item too\. Give each its own\.$/);
  });

  it("keep what is no list at all", () => {
    const { filters, others, problems } = readSavedFilters({ name: "A", filter: "a" });
    assert.deepEqual([filters, others], [[], [{ name: "A", filter: "a" }]]);
    assert.match(problems.join("\n"), /^This is no list\. Write the filters in brackets: \[/);
  });

  it("are a hundred at most; what is beyond is kept and told", () => {
    const many = Array.from({ length: 102 }, (_, index) => ({ name: `n${index}`, filter: "a" }));
    const { filters, others, problems } = readSavedFilters(many);
    assert.deepEqual([filters.length, others], [100, many.slice(100)]);
    assert.match(problems[1] ?? "", /^Item 102 \(“n101”\): it is one too many\. Only the first 100 filters are used/);
  });

  it("name nothing in a message that would act on who reads it", () => {
    const { problems } = readSavedFilters([{ name: "a\u202eb\u001b[31m", filter: "x:y", color: "\u0007" }]);
    assert.doesNotMatch(problems.join("\n"), /[\u202e\u001b\u0007]/);
  });
});
