import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { ServerConfig } from "../../../../src/core/server/config";
import type { ConfigFormat } from "../../../../src/core/server/config/format";
import { FORMATS } from "../../../../src/core/server/config/formats";
import { parseConfig } from "../../../../src/core/server/config/parseConfig";
import { inProject } from "../../../support/project";
import { FILE, WORLD } from "./world";

/** What a host makes of a file by its own document, and what is said of it. Absent means none, empty or as usual. */
interface Expected {
  /** Where the rule stands that the case is about, and what it says there. */
  readonly cites: readonly { readonly document: string; readonly says: string }[];
  readonly servers: readonly object[];
  /** In the order of the text; `at`: the text that it stands at; `says`: a part of the message. */
  readonly problems: readonly { readonly severity: string; readonly server: string | null; readonly at: string; readonly says: string }[];
}

const FIXTURES = inProject("test", "fixtures", "config");
const SUFFIX = ".jsonc";

describe("files of all hosts, read as their documents say", () => {
  const cases = Object.keys(FORMATS).flatMap((format) => casesOf(format as ConfigFormat));

  for (const { format, name } of cases) {
    it(`${format}: ${name.replaceAll("-", " ")}`, () => {
      const text = readFileSync(`${FIXTURES}/${format}/${name}${SUFFIX}`, "utf8");
      const expected = JSON.parse(readFileSync(`${FIXTURES}/${format}/${name}.expected.json`, "utf8")) as Expected;
      const { configs, problems } = parseConfig(text, format, FILE, WORLD);
      assert.deepEqual(configs.map(compact), expected.servers);
      assert.deepEqual(
        problems.map(({ severity, server, offset, length }) => ({ severity, server: server ?? null, at: text.slice(offset, offset + length) })),
        expected.problems.map(({ severity, server, at }) => ({ severity, server, at })),
        problems.map(({ message }) => message).join("\n"),
      );
      for (const [index, { says }] of expected.problems.entries()) assert.ok(problems[index]?.message.includes(says), `${problems[index]?.message} has not: ${says}`);
    });
  }

  it("are at least sixty, at least five for every format, and each cites a document", () => {
    assert.ok(cases.length >= 60, `${cases.length}`);
    for (const format of Object.keys(FORMATS)) assert.ok(cases.filter((each) => each.format === format).length >= 5, format);
    for (const { format, name } of cases) {
      const { cites } = JSON.parse(readFileSync(`${FIXTURES}/${format}/${name}.expected.json`, "utf8")) as Expected;
      assert.ok(cites.length > 0 && cites.every(({ document, says }) => URL.canParse(document) && says.length > 10), `${format}/${name}`);
    }
  });
});

function casesOf(format: ConfigFormat): readonly { readonly format: ConfigFormat; readonly name: string }[] {
  const names = readdirSync(`${FIXTURES}/${format}`).filter((file) => file.endsWith(SUFFIX));
  return names.sort().map((file) => ({ format, name: file.slice(0, -SUFFIX.length) }));
}

/** What a case says of a server. */
function compact({ name, source, launch, remote, inputs, disabled, project }: ServerConfig): object {
  return withoutNothing({
    name,
    launch: launch && withoutNothing({ ...launch, type: undefined }),
    remote: remote && withoutNothing({ ...remote }),
    kind: source.kind === FILE.kind ? undefined : source.kind,
    inputs: launch || remote ? inputs.map((input) => withoutNothing({ ...input })) : [],
    disabled: disabled || undefined,
    project,
  });
}

function withoutNothing(object: { readonly [key: string]: unknown }): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0)));
}
