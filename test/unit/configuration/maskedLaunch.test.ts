import assert from "node:assert/strict";
import { fillInputs } from "../../../src/core/server/config/fillInputs";
import type { StdioLaunch } from "../../../src/core/server/launch";
import type { Reaper } from "../../../src/node/reaper";
import { newReaper, nodeLaunch, open } from "../node/harness";

const SECRET = "hunter2-is-no-secret";
const PASSWORD = { type: "promptString", id: "pw", description: "", default: undefined, password: true } as const;

describe("a launch with a password in it", () => {
  let reaper: Reaper;
  before(() => {
    reaper = newReaper();
  });
  after(() => reaper.dispose());

  const filled = (launch: StdioLaunch): StdioLaunch => fillInputs(launch, [PASSWORD], new Map([["pw", SECRET]]));

  it("gives the process the password, and leaves a mask in the trace", async () => {
    const { transport, seen } = open(filled(nodeLaunch("-e", "process.stdout.write(process.argv[1])", "pw=${input:pw}")), reaper);
    await transport.closed;
    assert.equal(seen.text("stdout"), `pw=${SECRET}`);
    const spawned = seen.events.find(({ type }) => type === "spawned");
    assert.ok(spawned?.type === "spawned");
    assert.deepEqual(spawned.args.slice(2), ["pw=••••••"]);
    assert.equal(JSON.stringify(seen.events).includes(SECRET), false);
  });

  it("does not tell it when the program cannot be started", async () => {
    const launches: readonly StdioLaunch[] = [
      { ...nodeLaunch(), command: "/no/such/${input:pw}/program" },
      { ...nodeLaunch(), cwd: "/no/such/${input:pw}" },
      { ...nodeLaunch(), command: "${input:pw}" },
    ];
    for (const launch of launches) {
      const { transport } = open(filled(launch), reaper);
      const closed = await transport.closed;
      assert.ok(closed.how === "spawn-failed");
      assert.ok(closed.message.includes("••••••") && !closed.message.includes(SECRET), closed.message);
    }
  });
});
