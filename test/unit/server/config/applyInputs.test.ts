import assert from "node:assert/strict";
import { applyInputs } from "../../../../src/core/server/config/applyInputs";
import { parseConfig } from "../../../../src/core/server/config/parseConfig";
import type { StdioLaunch } from "../../../../src/core/server/launch";
import { FILE, WORLD } from "./world";

const LAUNCH: StdioLaunch = {
  type: "stdio",
  command: "${input:program}",
  args: ["--at=${input:host}:${input:port}", "${command:ask.me}", "${input:unknown}", "${env:HOME}"],
  cwd: "${input:folder}",
  env: { TOKEN: "Bearer ${input:token}", NONE: null },
  envFile: "/x/${input:port}.env",
};

describe("the answers of a person in a launch", () => {
  const values = new Map([["program", "node"], ["host", "localhost"], ["port", "80"], ["command:ask.me", "asked"], ["folder", "/srv"], ["token", "$& ${input:host}"]]);

  it("stand where they are referred to, each as it was given", () => {
    assert.deepEqual(applyInputs(LAUNCH, values), {
      type: "stdio",
      command: "node",
      args: ["--at=localhost:80", "asked", "${input:unknown}", "${env:HOME}"],
      cwd: "/srv",
      env: { TOKEN: "Bearer $& ${input:host}", NONE: null },
      envFile: "/x/80.env",
    });
  });

  it("leave the launch as it was", () => {
    const before = structuredClone(LAUNCH);
    applyInputs(LAUNCH, values);
    assert.deepEqual(LAUNCH, before);
  });

  it("are all that is missing in a configuration", () => {
    const inputs = ["token", "host"].map((id) => ({ id, type: "promptString", description: id }));
    const text = JSON.stringify({ inputs, servers: { a: { command: "x", args: ["${input:host}", "${command:my.pick}"], cwd: "${input:host}/x", env: { T: "${input:token}" } } } });
    const [config] = parseConfig(text, "vscode-mcp", FILE, WORLD).configs;
    assert.ok(config?.launch);
    assert.deepEqual(config.inputs.map(({ id }) => id), ["host", "command:my.pick", "token"]);
    const filled = applyInputs(config.launch, new Map(config.inputs.map(({ id }) => [id, `<${id}>`])));
    assert.deepEqual([filled.args, filled.cwd, filled.env], [["<host>", "<command:my.pick>"], "<host>/x", { T: "<token>" }]);
  });
});
