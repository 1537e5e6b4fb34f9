import assert from "node:assert/strict";
import { profileFolder } from "../../../src/node/hostConfigs/profileFolder";

const USER = "/home/ada/.config/Code/User";
const WORKSPACE = "file:///home/ada/shop";

describe("the profile that VS Code uses for a workspace", () => {
  const folder = (state: unknown, workspace: string | undefined = WORKSPACE): string => (
    profileFolder({ platform: "linux" }, USER, typeof state === "string" ? state : JSON.stringify(state), workspace)
  );
  const profiles = [{ location: "-1f2e3d", name: "Python" }, { location: "5a5a5a", name: "Shared", useDefaultFlags: { mcp: true } }, { location: "builtin/agents", name: "Agents" }];
  const associated = (id: string) => ({ userDataProfiles: profiles, profileAssociations: { workspaces: { [WORKSPACE]: id } } });

  it("is the one that is recorded for it", () => {
    assert.equal(folder(associated("-1f2e3d")), `${USER}/profiles/-1f2e3d`);
    assert.equal(folder(associated("agents")), `${USER}/profiles/builtin/agents`);
    assert.equal(profileFolder({ platform: "win32" }, "C:\\Code\\User", JSON.stringify(associated("-1f2e3d")), WORKSPACE), "C:\\Code\\User\\profiles\\-1f2e3d");
  });

  it("is the default one for other workspaces and for a window without any", () => {
    assert.equal(folder(associated("-1f2e3d"), "file:///home/ada/other"), USER);
    assert.equal(profileFolder({ platform: "linux" }, USER, JSON.stringify(associated("-1f2e3d")), undefined), USER);
    assert.equal(folder(associated("__default__profile__")), USER);
  });

  it("has the servers of the default one when it shares them, or is gone", () => {
    assert.equal(folder(associated("5a5a5a")), USER);
    assert.equal(folder(associated("gone")), USER);
  });

  it("is the default one when the record is missing or makes no sense, and never lies elsewhere", () => {
    assert.equal(profileFolder({ platform: "linux" }, USER, undefined, WORKSPACE), USER);
    for (const state of ["", "{", "[]", "null", '{"profileAssociations": 7}', '{"profileAssociations": {"workspaces": []}}']) assert.equal(folder(state), USER, state);
    assert.equal(folder({ userDataProfiles: [{ location: "../../etc/evil" }, 7, {}], profileAssociations: { workspaces: { [WORKSPACE]: "evil" } } }), USER);
  });
});
