import assert from "node:assert/strict";
import { parseServerSettings } from "../../../src/core/server/config/parseServerSettings";
import { ENVIRONMENT, SOURCE } from "./parsing";

describe("reading the setting wirelight.servers", () => {
  it("has no servers when it is not set", () => {
    assert.deepEqual(parseServerSettings(undefined, SOURCE, ENVIRONMENT), { configs: [], problems: [], broken: false });
    assert.deepEqual(parseServerSettings(null, SOURCE, ENVIRONMENT), { configs: [], problems: [], broken: false });
  });

  it("reads entries of the same shape as a file has", () => {
    const value: unknown = JSON.parse('{"a": {"command": "node", "args": ["${env:HOME}"], "env": {"X": null, "__proto__": "1"}}, "__proto__": {"command": "p"}}');
    const { configs, problems } = parseServerSettings(value, SOURCE, ENVIRONMENT);
    assert.deepEqual(problems, []);
    assert.deepEqual(configs.map((config) => config.name), ["a", "__proto__"]);
    assert.deepEqual(configs[0]?.launch, { type: "stdio", command: "node", args: ["/home/me"], cwd: undefined, env: JSON.parse('{"X": null, "__proto__": "1"}') as unknown, envFile: undefined });
    assert.equal(configs[0]?.offset, undefined);
  });

  it("names what is wrong, without a place", () => {
    const { configs, problems } = parseServerSettings({ a: { command: "x", args: [1] }, b: { command: "${config:none}" }, c: undefined }, SOURCE, ENVIRONMENT);
    assert.deepEqual(configs.map((config) => config.launch), [undefined, undefined, undefined]);
    assert.deepEqual(problems.map(({ server, offset, length }) => [server, offset, length]), [["a", 0, 0], ["b", 0, 0], ["c", 0, 0]]);
    assert.match(problems[0]?.message ?? "", /"args"\[0\] must be a string/);
    assert.match(problems[1]?.message ?? "", /no setting "none"/);
  });

  it("refuses what is no object", () => {
    for (const [value, what] of [[[], "a list"], ["x", "a string"], [5, "the number 5"], [true, "true"]] as const) {
      const { configs, problems } = parseServerSettings(value, SOURCE, ENVIRONMENT);
      assert.deepEqual(configs, []);
      assert.match(problems[0]?.message ?? "", new RegExp(`"wirelight.servers" must be an object .* this is ${what}\\.$`));
    }
  });
});
