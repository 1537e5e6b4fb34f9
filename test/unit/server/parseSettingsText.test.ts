import assert from "node:assert/strict";
import { parseSettingsText } from "../../../src/core/server/config/parseSettingsText";
import { ENVIRONMENT, SOURCE } from "./parsing";

const parse = (text: string) => parseSettingsText(text, "wirelight.servers", SOURCE, ENVIRONMENT);

describe("reading the setting out of a settings file", () => {
  it("has nothing to say when the setting is not there", () => {
    for (const text of ["", "[]", '{"servers": {"a": {"command": "x"}}}', '{"wirelight.servers":']) assert.equal(parse(text), undefined, text);
  });

  it("gives every server and every problem its place", () => {
    const text = '{\n  // mine\n  "editor.tabSize": 2,\n  "wirelight.servers": {"a": {"command": "node", "args": [5]}},\n}';
    const parsed = parse(text);
    assert.deepEqual(parsed?.configs.map((config) => config.offset), [text.indexOf('"a"')]);
    assert.deepEqual(parsed?.problems.map(({ server, offset, length }) => [server, offset, length]), [["a", text.indexOf("5]"), 1]]);
    assert.equal(parsed?.broken, false);
  });

  it("leaves the faults of other settings to the editor, but knows that the file is malformed", () => {
    const parsed = parse('{"x": oops, "wirelight.servers": {"a": {"command": "node"}}}');
    assert.deepEqual(parsed?.problems, []);
    assert.equal(parsed?.configs[0]?.launch?.command, "node");
    assert.equal(parsed?.broken, true);
  });
});
