import assert from "node:assert/strict";
import { describeInput } from "../../../src/core/server/config/describeInput";

describe("an input as it is shown before consent", () => {
  it("names what is asked for, and that it is a secret", () => {
    const input = { type: "promptString", id: "token", description: "API token", default: undefined, password: true } as const;
    assert.equal(describeInput(input, undefined), "Asks you for token (a secret) ('API token')");
    assert.equal(describeInput({ ...input, password: false, description: "", default: "" }, undefined), "Asks you for token, '' unless changed");
  });

  it("lists every value that can be chosen", () => {
    const options = [{ label: "Europe", value: "eu" }, { label: "", value: "" }];
    assert.equal(describeInput({ type: "pickString", id: "region", description: "", options, default: "eu" }, undefined), "Lets you choose region: eu, ''");
  });

  it("shows the command that is run, with its arguments", () => {
    assert.equal(describeInput({ type: "command", id: "t", command: "ext.token", args: { scope: "all" } }, undefined), `Runs the editor's command ext.token with '{"scope":"all"}' for t`);
    assert.equal(describeInput({ type: "command", id: "command:ext.token", command: "ext.token", args: undefined }, undefined), "Runs the editor's command ext.token for command:ext.token");
  });

  it("says that what is saved is given without a question, and shows it unless it is secret", () => {
    const token = { type: "promptString", id: "token", description: "API token", default: "x", password: true } as const;
    assert.equal(describeInput(token, "hunter2"), "Gives the program your saved secret token ('API token') without asking you");
    assert.equal(describeInput({ ...token, password: false }, "a b"), "Gives the program your saved value of token ('API token') without asking you: 'a b'");
    assert.equal(describeInput({ ...token, password: false, description: "" }, ""), "Gives the program your saved value of token without asking you: ''");
    const region = { type: "pickString", id: "region", description: "", options: [{ label: "Europe", value: "eu" }], default: undefined } as const;
    assert.equal(describeInput(region, "eu"), "Gives the program your saved value of region without asking you: eu");
    const made = { type: "command", id: "made", command: "ext.token", args: { scope: "all" } } as const;
    assert.equal(describeInput(made, "hunter2"), `Gives the program, without asking you, what the editor's command ext.token with '{"scope":"all"}' answered before for made`);
  });

  it("lets nothing look like something else", () => {
    const sneaky = { type: "promptString", id: "a\u202eb\n", description: "x\ny", default: undefined, password: false } as const;
    assert.equal(describeInput(sneaky, undefined), "Asks you for $'a\\u202eb\\n' ($'x\\ny')");
  });
});
