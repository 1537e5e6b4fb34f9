import assert from "node:assert/strict";
import { suggestionRows, type SuggestionInput } from "../../../src/core/mcp/suggestionRows";
import type { Completion } from "../../../src/core/mcp/types";

function completion(values: readonly string[], more: Partial<Completion> = {}): Completion {
  return { values, total: undefined, hasMore: false, ...more };
}

/** The rows in short: `type value`. */
function rows(input: Partial<SuggestionInput>): readonly string[] {
  return suggestionRows({ typed: "", required: true, before: [], completion: undefined, ...input })
    .map((row) => ("value" in row ? `${row.type} ${row.value}` : "text" in row ? `${row.type} ${row.text}` : row.type));
}

describe("what can be chosen for an argument", () => {
  it("begins with what was typed, so that Enter takes it", () => {
    assert.deepEqual(rows({ typed: "Pa", completion: completion(["Paris", "Palma"]), before: ["Paderborn", "Paris", "Rome"] }), [
      "typed Pa", "suggested Paris", "suggested Palma", "before Paderborn",
    ]);
  });

  it("begins with the last value as long as nothing was typed, or with leaving it out where that is possible", () => {
    assert.deepEqual(rows({ before: ["b", "a"], completion: completion(["c"]) }), ["before b", "before a", "suggested c", "empty"]);
    assert.deepEqual(rows({ before: ["b"], completion: completion(["c"]), required: false }), ["leave-out", "before b", "suggested c"]);
    assert.deepEqual(rows({}), ["empty"]);
  });

  it("shows every value once", () => {
    assert.deepEqual(rows({ typed: "x", before: ["x", "xy"], completion: completion(["x", "xy"]) }), ["typed x", "suggested xy"]);
    assert.deepEqual(rows({ before: ["b"], completion: completion(["a", "b"]) }), ["before b", "suggested a", "empty"]);
  });

  it("bridges the wait for the server with what fits of its last answer", () => {
    const input = { typed: "Pal", completion: completion(["Palma", "Paris", "Opal"], { total: 9 }), stale: true };
    assert.deepEqual(rows(input), ["typed Pal", "suggested Palma", "suggested Opal"]);
    assert.deepEqual(rows({ ...input, completion: "No suggestions" }), ["typed Pal"]);
  });

  it("says that there is more, or why there is nothing", () => {
    assert.deepEqual(rows({ typed: "x", completion: completion(["xa"], { total: 120, hasMore: true }) }), ["typed x", "suggested xa", "note 1 of 120 suggestions; type to narrow them down"]);
    assert.deepEqual(rows({ typed: "x", completion: completion(["xa"], { hasMore: true }) }).at(-1), "note There are more suggestions; type to narrow them down");
    assert.deepEqual(rows({ typed: "x", completion: completion(["xa"], { total: 1 }) }).length, 2);
    assert.deepEqual(rows({ typed: "x", completion: "No suggestions: the server is silent" }), ["typed x", "note No suggestions: the server is silent"]);
  });
});
