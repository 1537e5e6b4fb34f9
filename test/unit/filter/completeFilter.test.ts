import assert from "node:assert/strict";
import { type FieldValues, completeFilter } from "../../../src/core/trace/filter/completeFilter";
import { FILTER_FIELDS } from "../../../src/core/trace/filter/fields";
import { FILTER_RULES } from "../../../src/core/trace/filter/filterRules";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";

const COUNTS: { readonly [field: string]: readonly (readonly [value: string, count: number])[] } = {
  server: [["files", 12], ["my server", 1]],
  tool: [["echo", 5], ["read_file", 3], ["delay", 2], ['say "hi"', 1]],
  resource: [["file:///echo.txt", 4]],
  method: [["tools/call", 10], ["tools/list", 2]],
  status: [["ok", 6], ["error", 3], ["tool-error", 2], ["malformed", 1]],
  kind: [["request", 20], ["stderr", 7]],
};

const values: FieldValues = (field) => (COUNTS[field] ?? []).map(([value, count]) => ({ value, count }));

/** The texts that the completions would make of a text with its caret at the ^. */
function completed(marked: string): string[] {
  const at = marked.indexOf("^");
  const text = marked.replace("^", "");
  return completeFilter(text, at, values).map(({ from, to, insert }) => text.slice(0, from) + insert + text.slice(to));
}

function details(marked: string): string[] {
  return completeFilter(marked.replace("^", ""), marked.indexOf("^"), values).map(({ insert, detail }) => `${insert} = ${detail}`);
}

const STARTS = [...FILTER_FIELDS.map(({ name }) => `${name}:`), "@marked"];

describe("completeFilter", () => {
  it("offers fields and marks where a term begins", () => {
    assert.deepEqual(completed("^"), STARTS);
    assert.deepEqual(completed("a ^"), STARTS.map((start) => `a ${start}`));
    assert.deepEqual(completed("-^"), STARTS.map((start) => `-${start}`));
    assert.deepEqual(completed("(^)"), STARTS.map((start) => `(${start})`));
    assert.deepEqual(completed("OR ^ b").slice(0, 1), ["OR server: b"]);
  });

  it("offers the fields and the values that a word may be the beginning of", () => {
    assert.deepEqual(completed("s^"), ["server:", "status:", "size:", "server:files", 'server:"my server"', 'tool:"say \\"hi\\""', "method:tools/call", "method:tools/list"]);
    assert.deepEqual(completed("ec^"), ["tool:echo", "resource:file:///echo.txt"]);
    assert.deepEqual(completed("a EC^ b"), ["a tool:echo b", "a resource:file:///echo.txt b"]);
    assert.deepEqual(completed("@^"), ["@marked"]);
    assert.deepEqual(completed("@x^"), []);
    assert.deepEqual(completed("du^x"), ["dur:"]);
    assert.deepEqual(completed('"ec^"'), []);
    assert.deepEqual(completed("a|ec^"), []);
  });

  it("offers the values of a field, those that begin with what is typed before those that hold it", () => {
    assert.deepEqual(completed("tool:^"), ["tool:echo", "tool:read_file", "tool:delay", 'tool:"say \\"hi\\""']);
    assert.deepEqual(completed("tool:e^"), ["tool:echo", "tool:read_file", "tool:delay"]);
    assert.deepEqual(completed("tool:d^ b"), ["tool:delay b", "tool:read_file b"]);
    assert.deepEqual(completed("TOOL:EC^ho"), ["TOOL:echo"]);
    assert.deepEqual(completed('tool:"sa^'), ['tool:"say \\"hi\\""']);
    assert.deepEqual(completed("tool:echo|d^"), ["tool:echo|delay", "tool:echo|read_file"]);
    assert.deepEqual(completed("tool:e^|delay"), ["tool:echo|delay", "tool:read_file|delay", "tool:delay|delay"]);
    assert.deepEqual(completed("-server:^"), ["-server:files", '-server:"my server"']);
    for (const field of ["text:^", "id:^", "nothing:^", "prompt:^"]) assert.deepEqual(completed(field), []);
  });

  it("offers another field while the caret is in the name of one", () => {
    assert.deepEqual(completed("s^erver:files"), ["server:files", "status:files", "size:files"]);
    assert.deepEqual(completed("a ^tool:x"), STARTS.map((start) => `a ${start}x`));
    assert.deepEqual(completed("x^tool:a"), []);
  });

  it("says what a value means and how many entries have it", () => {
    assert.deepEqual(details("tool:e^")[0], "echo = 5 entries");
    assert.deepEqual(details("server:my^"), ['"my server" = 1 entry']);
    assert.deepEqual(details("status:err^"), [
      "error = tool-error, protocol-error or malformed, 6 entries",
      "tool-error = the tool says that it failed, 2 entries",
      "protocol-error = answered with a JSON-RPC error, 3 entries",
    ]);
    assert.deepEqual(details("status:l^").slice(0, 1), ["late = answered after it was given up"]);
    assert.deepEqual(details("kind:s^").slice(0, 2), ["stderr = a line on standard error, 7 entries", "state = an event such as a start or an end"]);
    assert.deepEqual(details("dir:^").map((each) => each.split(" ")[0]), ["out", "in", "host"]);
    assert.deepEqual(details("too^").slice(0, 2), ["tool: = tool that is called", "method:tools/call = 10 entries"]);
  });

  it("offers limits with units", () => {
    assert.ok(completed("dur:^").length >= 3 && completed("size:^").length >= 3);
    assert.deepEqual(completed("dur:>1^").filter((each) => !each.startsWith("dur:>1")), []);
    assert.deepEqual(completed("size:>10k^"), ["size:>10KB"]);
    assert.equal(details("size:>10k^")[0], ">10KB = ");
    assert.deepEqual(details("@^"), ["@marked = entries that you marked"]);
    for (const field of ["dur", "size"]) assert.ok(completed(`${field}:>1^`).length > 0);
  });

  it("offers no values where there are none to choose from", () => {
    for (const text of ["text:", "id:", "nothing:", "text:a", "id:a"]) assert.deepEqual(completeFilter(text, text.length, () => [{ value: "a", count: 1 }]), [], text);
    assert.deepEqual(completed('e"c"^'), []);
    assert.deepEqual(completed('tool:ec"ho"^'), ["tool:echo"]);
  });

  it("offers nothing that would be a problem", () => {
    for (const text of ["tool:^", "server:^", "resource:^", "status:^", "kind:^", "dir:^", "dur:^", "size:^", "e^", "s^"]) {
      for (const each of completed(text).filter((one) => !one.endsWith(":"))) assert.deepEqual(parseFilter(each).problems, [], each);
    }
    for (const { example } of [...FILTER_FIELDS, ...FILTER_RULES]) assert.deepEqual(parseFilter(example).problems, [], example);
  });

  it("does not offer more than a person reads", () => {
    const many: FieldValues = () => Array.from({ length: 5000 }, (_, index) => ({ value: `a${index}`, count: 1 }));
    for (const text of ["tool:", "a"]) {
      const found = completeFilter(text, text.length, many);
      assert.ok(found.length > 10 && found.length <= 50, `${found.length}`);
    }
  });
});
