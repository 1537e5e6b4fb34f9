import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { ConfigFormat } from "../../../../src/core/server/config/format";
import { FORMATS } from "../../../../src/core/server/config/formats";
import { parseConfig } from "../../../../src/core/server/config/parseConfig";
import { inProject } from "../../../support/project";
import { Random, rounds } from "../../../support/random";
import { FILE, WORLD } from "./world";

const BITS = [
  "{", "}", "[", "]", '"', ",", ":", "\\", "\n", "/*", "*/", "//", "${", "}", "\\u", "\u0000", "\uFEFF", "\uD800", "null", "1e", "true", "~/",
  '"servers"', '"mcpServers"', '"context_servers"', '"projects"', '"settings"', '"inputs"', '"command"', '"url"', '"type"', '"env"', '"id"', "${input:x}", "${env:HOME}", "${A:-${B}}", "${file:/x}",
];

describe("reading mutated files of all hosts", () => {
  const formats = Object.keys(FORMATS) as ConfigFormat[];
  const seeds = formats.flatMap(textsOf);

  it("never throws, puts every problem into the text, and launches nothing that has an error", function () {
    this.timeout(rounds(30_000, 600_000));
    const last = rounds(4_000, 200_000);
    for (let seed = 1; seed <= last; seed++) {
      const random = new Random(seed);
      const text = mutate(random.pick(seeds), random);
      const format = random.pick(formats);
      try {
        check(text, format);
      } catch (error) {
        throw new Error(`Seed ${seed}, ${format}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  it("reads the files of one host as those of every other", () => {
    for (const text of seeds) for (const format of formats) check(text, format);
  });
});

function textsOf(format: ConfigFormat): readonly string[] {
  const folder = inProject("test", "fixtures", "config", format);
  return readdirSync(folder).filter((file) => file.endsWith(".jsonc")).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
}

function check(text: string, format: ConfigFormat): void {
  const { configs, problems } = parseConfig(text, format, FILE, WORLD);
  for (const { offset, length, message } of problems) {
    assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, `${offset}+${length} of ${text.length}: ${message}`);
    assert.match(message, /[.?]$/);
  }
  assert.deepEqual(problems.map(({ offset }) => offset), problems.map(({ offset }) => offset).sort((one, other) => one - other));
  assert.equal(new Set(configs.map((config) => config.id)).size, configs.length, "two servers have one id");
  for (const config of configs) {
    assert.equal(config.launch === undefined, config.problems.some((problem) => problem.severity === "error"), config.name);
    assert.ok(!(config.launch && config.remote), config.name);
    for (const problem of config.problems) assert.ok(problems.includes(problem), problem.message);
    // What a person is asked for is what the texts refer to, no more and no less.
    const launch = JSON.stringify(config.launch ?? "");
    for (const { id, type } of config.launch ? config.inputs : []) assert.ok(launch.includes(JSON.stringify(type === "command" && id.startsWith("command:") ? `\${${id}}` : `\${input:${id}}`).slice(1, -1)), id);
  }
}

function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let times = 1 + random.below(4); times > 0; times--) {
    const from = random.below(mutated.length + 1);
    const to = from + random.below(random.next() < 0.2 ? 60 : 4);
    const bit = random.next() < 0.6 ? random.pick(BITS) : mutated.slice(to, to + random.below(30));
    mutated = mutated.slice(0, from) + bit + mutated.slice(to);
  }
  return random.next() < 0.1 ? mutated.slice(0, random.below(mutated.length + 1)) : mutated;
}
