import assert from "node:assert/strict";
import { describeInput } from "../../../src/core/server/config/describeInput";

describe("an input as it is shown before consent", () => {
  it("names what is asked for, and that it is a secret", () => {
    const input = { type: "promptString", id: "token", description: "API token", default: undefined, password: true } as const;
    assert.equal(describeInput(input), "Asks you for token (a secret) ('API token')");
    assert.equal(describeInput({ ...input, password: false, description: "", default: "" }), "Asks you for token, '' unless changed");
  });

  it("lists every value that can be chosen", () => {
    const options = [{ label: "Europe", value: "eu" }, { label: "", value: "" }];
    assert.equal(describeInput({ type: "pickString", id: "region", description: "", options, default: "eu" }), "Lets you choose region: eu, ''");
  });

  it("shows the command that is run, with its arguments", () => {
    assert.equal(describeInput({ type: "command", id: "t", command: "ext.token", args: { scope: "all" } }), `Runs the editor's command ext.token with '{"scope":"all"}' for t`);
    assert.equal(describeInput({ type: "command", id: "command:ext.token", command: "ext.token", args: undefined }), "Runs the editor's command ext.token for command:ext.token");
  });

  it("lets nothing look like something else", () => {
    const sneaky = { type: "promptString", id: "a\u202eb\n", description: "x\ny", default: undefined, password: false } as const;
    assert.equal(describeInput(sneaky), "Asks you for $'a\\u202eb\\n' ($'x\\ny')");
  });
});
