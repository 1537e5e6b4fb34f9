import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { formOf } from "../../../src/core/mcp/schema/form";
import { keptText } from "../../../src/core/mcp/schema/keptText";
import { isSecretName } from "../../../src/core/mcp/schema/secretName";
import { withoutSecrets } from "../../../src/core/mcp/schema/withoutSecrets";

describe("secrets among arguments", () => {
  it("are known by their names", () => {
    for (const name of ["token", "accessToken", "GITHUB_TOKEN", "api_key", "apiKey", "api-key", "APIKEY", "client_secret", "db.password", "Passwd", "privateKey", "Authorization", "aws_secret_access_key"]) assert.ok(isSecretName(name), name);
    for (const name of ["max_tokens", "maxTokens", "primaryKey", "key", "keyboard", "secretary", "passenger", "author", "message", "tokenizer"]) assert.ok(!isSecretName(name), name);
  });

  const table: readonly (readonly [string, JsonObject | undefined, JsonObject, JsonObject, readonly string[]])[] = [
    ["a format", { properties: { pin: { type: "string", format: "password" } } }, { pin: "1234", a: 1 }, { a: 1 }, ["/pin"]],
    ["writeOnly, even of a number", { properties: { pin: { type: "integer", writeOnly: true } } }, { pin: 1234 }, {}, ["/pin"]],
    ["the name", { properties: { token: { type: "string" } } }, { token: "t" }, {}, ["/token"]],
    ["the name, without a schema", undefined, { token: "t", text: "x" }, { text: "x" }, ["/token"]],
    ["the name of an optional text (Python)", { properties: { token: { anyOf: [{ type: "string" }, { type: "null" }] } } }, { token: "t" }, {}, ["/token"]],
    ["a reference", { properties: { login: { $ref: "#/$defs/L" } }, $defs: { L: { properties: { password: { type: "string" } } } } }, { login: { user: "u", password: "p" } }, { login: { user: "u" } }, ["/login/password"]],
    ["items of a list", { properties: { users: { type: "array", items: { properties: { secret: { type: "string" } } } } } }, { users: [{ secret: "s", n: 1 }] }, { users: [{ n: 1 }] }, ["/users/0/secret"]],
    ["a list of them", { properties: { keys: { type: "array", items: { type: "string", format: "password" } } } }, { keys: ["a"] }, {}, ["/keys"]],
    ["an alternative", { properties: { auth: { oneOf: [{ properties: { code: { format: "password" } } }, { properties: { id: {} } }] } } }, { auth: { code: "c", id: 1 } }, { auth: { id: 1 } }, ["/auth/code"]],
    ["a whole object of that name", undefined, { "db/secrets": { a: "b" } }, {}, ["/db~1secrets"]],
    ["nothing of a switch, a number or a choice", { properties: { password: { type: "boolean" }, token: { type: "integer" }, secret: { enum: ["on", "off"] } } }, { password: true, token: 7, secret: "on" }, { password: true, token: 7, secret: "on" }, []],
    ["nothing that is empty", undefined, { token: "", password: null }, { token: "", password: null }, []],
  ];
  for (const [what, schema, args, kept, secrets] of table) {
    it(`are left out by ${what}`, () => assert.deepEqual(withoutSecrets(schema, args), { args: kept, secrets }));
  }

  it("are fields that are not shown while they are typed", () => {
    const { fields } = formOf({ type: "object", properties: { user: { type: "string" }, password: { type: "string" }, pin: { type: "string", format: "password" } } });
    assert.deepEqual(fields.map(({ name, secret }) => [name, secret]), [["user", false], ["password", true], ["pin", true]]);
  });

  it("are not kept in a text of arguments, which stays as it is where it has none", () => {
    const schema = { properties: { pin: { format: "password" } } };
    assert.equal(keptText(schema, '{ "a" : 1,\n\n"token":"" }'), '{ "a" : 1,\n\n"token":"" }');
    assert.deepEqual(JSON.parse(keptText(schema, '{"$schema":"x","pin":"1234","api_key":"k","a":1}')), { $schema: "x", a: 1 });
  });

  it("are not kept in a text that is only half written", () => {
    assert.equal(keptText({}, '{"a":"b","api_key": "k\\"1", "pass'), '{"a":"b","api_key": "", "pass');
    assert.equal(keptText({}, '{"token":"unfinish'), '{"token":""');
  });
});
