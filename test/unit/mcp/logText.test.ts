import assert from "node:assert/strict";
import { logText } from "../../../src/core/mcp/logText";
import { parseLog } from "../../../src/core/mcp/parse/parseLog";

describe("the text of a log message", () => {
  const cases: readonly (readonly [what: string, params: { readonly [name: string]: unknown }, text: string])[] = [
    ["a text as it is", { level: "info", data: "hello" }, "hello"],
    ["its logger before it", { level: "info", logger: "db", data: "hello" }, "[db] hello"],
    ["any other data as JSON", { level: "info", data: { code: 7, list: [null] } }, '{"code":7,"list":[null]}'],
    ["null, which is data too", { level: "info", data: null }, "null"],
    ["that there is no data", { level: "error", logger: "db" }, "[db] (a log message without data)"],
    ["a level that does not exist", { level: "loud", data: "hello" }, '[unknown level "loud"] hello'],
  ];
  for (const [what, params, text] of cases) {
    it(`has ${what}`, () => assert.equal(logText(parseLog(params)), text));
  }
});
