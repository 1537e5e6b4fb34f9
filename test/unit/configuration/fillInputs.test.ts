import assert from "node:assert/strict";
import type { InputDefinition } from "../../../src/core/server/config";
import { fillInputs, MASK } from "../../../src/core/server/config/fillInputs";
import type { StdioLaunch } from "../../../src/core/server/launch";

const launch: StdioLaunch = {
  type: "stdio",
  command: "serve",
  args: ["--token=${input:token}", "--region", "${input:region}", "${command:ext.name}"],
  cwd: undefined,
  env: { TOKEN: "${input:token}", GONE: null, PLAIN: "x" },
  envFile: "/w/${input:region}.env",
};
const region: InputDefinition = { type: "pickString", id: "region", description: "", options: [{ label: "eu", value: "eu" }], default: undefined };
const token: InputDefinition = { type: "promptString", id: "token", description: "", default: undefined, password: true };
const command: InputDefinition = { type: "command", id: "command:ext.name", command: "ext.name", args: undefined };

describe("a launch with the answers in it", () => {
  const answers = new Map([["token", "s3cret"], ["region", "eu"], ["command:ext.name", "from the command"]]);

  it("is started with them, and shown without the secret ones", () => {
    const { shown, ...filled } = fillInputs(launch, [token, region, command], answers);
    assert.deepEqual(filled, {
      ...launch,
      args: ["--token=s3cret", "--region", "eu", "from the command"],
      env: { TOKEN: "s3cret", GONE: null, PLAIN: "x" },
      envFile: "/w/eu.env",
    });
    assert.deepEqual([shown?.args, shown?.env["TOKEN"], shown?.envFile], [[`--token=${MASK}`, "--region", "eu", MASK], MASK, "/w/eu.env"]);
    assert.equal(JSON.stringify(shown).includes("s3cret"), false);
  });

  it("has nothing to hide when no answer is a secret", () => {
    const filled = fillInputs({ ...launch, args: ["${input:region}"], env: {} }, [region], answers);
    assert.deepEqual([filled.args, filled.shown], [["eu"], undefined]);
    assert.equal(fillInputs(launch, [], new Map()), launch);
  });

  it("takes an answer as it is, whatever it looks like", () => {
    const odd = "$& ${input:region} $1 ${env:HOME}";
    assert.equal(fillInputs(launch, [token, region], new Map([["token", odd], ["region", "eu"]])).args[0], `--token=${odd}`);
  });
});
