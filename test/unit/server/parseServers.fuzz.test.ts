import assert from "node:assert/strict";
import { Random, rounds } from "../../support/random";
import { ENVIRONMENT, parseServers, SOURCE } from "./parsing";

const SEED_TEXT = String.raw`{
  // servers of the project
  "inputs": [{"id": "token", "type": "promptString"}],
  "servers": {
    "first": {"type": "stdio", "command": "node", "args": ["a\"b", "${"${env:HOME}"}", "\u00e9${"${env:NOPE}"}",], "env": {"A": "1", "B": null}},
    "second": {"command": "npx", "args": ["-y", 5], "cwd": "./sub", "envFile": ".env", /* or */ "oops": 1.5e3},
    "third": {"url": "https://example.com/mcp"}, "third": {"command": ""},
    "__proto__": {"command": "x y"},
  },
}`;

const BITS = ["{", "}", "[", "]", '"', ",", ":", "\\", "\n", "/*", "*/", "//", "${", "}", "\\u", "\u0000", "\uFEFF", "\uD800", "null", "1e", '"servers"', '"command"'];

describe("reading mutated mcp.json files", () => {
  it("never throws, and puts every problem into the text", function () {
    this.timeout(rounds(20_000, 300_000));
    const last = rounds(3_000, 100_000);
    for (let seed = 1; seed <= last; seed++) {
      const text = mutate(SEED_TEXT, new Random(seed));
      try {
        check(text);
      } catch (error) {
        throw new Error(`Seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });
});

function check(text: string): void {
  const { configs, problems } = parseServers(text, SOURCE, ENVIRONMENT);
  for (const { offset, length, message } of problems) {
    assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, `${offset}+${length} of ${text.length}: ${message}`);
    assert.match(message, /[.?]$/);
  }
  assert.equal(new Set(configs.map((config) => config.id)).size, configs.length);
  for (const config of configs) {
    assert.equal(config.launch === undefined, config.problems.some((problem) => problem.severity === "error"), config.name);
    for (const problem of config.problems) assert.ok(problems.includes(problem), problem.message);
  }
}

function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let times = 1 + random.below(4); times > 0; times--) {
    const from = random.below(mutated.length);
    const to = from + random.below(random.next() < 0.2 ? 60 : 4);
    const bit = random.next() < 0.6 ? random.pick(BITS) : mutated.slice(to, to + random.below(30));
    mutated = mutated.slice(0, from) + bit + mutated.slice(to);
  }
  return random.next() < 0.1 ? mutated.slice(0, random.below(mutated.length)) : mutated;
}
