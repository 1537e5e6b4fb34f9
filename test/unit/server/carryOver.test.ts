import assert from "node:assert/strict";
import { carryOver } from "../../../src/core/server/config/carryOver";
import { ENVIRONMENT, parseServers, SOURCE } from "./parsing";

const parse = (text: string) => parseServers(text, SOURCE, ENVIRONMENT);

describe("a configuration that is being edited", () => {
  const before = parse('{"servers": {"a": {"command": "1"}, "b": {"command": "2"}, "c": {"command": "3"}}}').configs;

  it("keeps the servers that a malformed text no longer shows", () => {
    const after = carryOver(before, parse('{"servers": {"a": {"command": "x}, "b": {"command": "2"}, "c": {"command": "3"}}}'));
    assert.deepEqual(after.map((config) => [config.name, config.launch?.command]), [["a", undefined], ["b", "2"], ["c", "3"]]);
  });

  it("keeps all of them when nothing can be read", () => {
    assert.deepEqual(carryOver(before, parse("oops")), before);
  });

  it("lets go of those that a sound text does not have", () => {
    assert.deepEqual(carryOver(before, parse('{"servers": {"b": {"command": "2"}}}')).map((config) => config.name), ["b"]);
    assert.deepEqual(carryOver(before, parse("")), []);
  });
});
