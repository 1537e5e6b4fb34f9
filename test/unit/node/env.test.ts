import assert from "node:assert/strict";
import { childEnvironment } from "../../../src/node/env";

const base = { changes: {}, mark: "m", platform: "linux" } as const;

describe("the environment of a server", () => {
  it("inherits everything but the editor's internals", () => {
    const inherited = {
      PATH: "/bin", HOME: "/home/me", ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1", VSCODE_PID: "7", VSCODE_IPC_HOOK_CLI: "/x",
      APPLICATION_INSIGHTS_NO_STATSBEAT: "1", APPLICATIONINSIGHTS_CONFIGURATION_CONTENT: "{}", MY_VSCODE_THEME: "dark", UNDEFINED: undefined,
    };
    assert.deepEqual(childEnvironment({ ...base, inherited }), { PATH: "/bin", HOME: "/home/me", MY_VSCODE_THEME: "dark", WIRELIGHT_MARK: "m" });
  });

  it("applies the configured changes: sets, replaces, deletes by null, keeps an empty value", () => {
    const env = childEnvironment({ ...base, inherited: { A: "1", B: "2", C: "3" }, changes: { A: "one", B: null, D: "" } });
    assert.deepEqual(env, { A: "one", C: "3", D: "", WIRELIGHT_MARK: "m" });
  });

  it("lets the configuration bring an editor's variable back", () => {
    const env = childEnvironment({ ...base, inherited: { ELECTRON_RUN_AS_NODE: "0" }, changes: { ELECTRON_RUN_AS_NODE: "1" } });
    assert.equal(env["ELECTRON_RUN_AS_NODE"], "1");
  });

  it("always carries its own mark, not an inherited or a configured one", () => {
    const env = childEnvironment({ ...base, inherited: { WIRELIGHT_MARK: "outer" }, changes: { WIRELIGHT_MARK: null }, mark: "inner" });
    assert.deepEqual(env, { WIRELIGHT_MARK: "inner" });
  });

  it("treats names that differ in case as one variable on Windows only", () => {
    const inherited = { Path: "C:\\old", vscode_pid: "7" };
    const changes = { PATH: "C:\\new" };
    assert.deepEqual(childEnvironment({ inherited, changes, mark: "m", platform: "win32" }), { PATH: "C:\\new", WIRELIGHT_MARK: "m" });
    assert.deepEqual(childEnvironment({ inherited, changes, mark: "m", platform: "linux" }), { ...inherited, PATH: "C:\\new", WIRELIGHT_MARK: "m" });
  });

  it("deletes a differently spelled variable on Windows", () => {
    assert.deepEqual(childEnvironment({ inherited: { Token: "t" }, changes: { TOKEN: null }, mark: "m", platform: "win32" }), { WIRELIGHT_MARK: "m" });
  });
});
