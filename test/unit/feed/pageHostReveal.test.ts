import assert from "node:assert/strict";
import { settle } from "../../support/fakeClock";
import { source, stage } from "./pageHostStage";

describe("a row that the host of a Traffic page is to show", () => {
  it("is shown, of another session too, and in a page that is still to come", async () => {
    const { ready, host, ofType, messages } = stage();
    host.reveal({ session: "then", seq: 0 });
    await settle();
    assert.deepEqual(messages, []);
    await ready();
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", session: "then", seq: 0 }]);
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
    host.reveal({ session: "now", seq: 1 });
    await settle();
    assert.deepEqual(ofType("reveal").at(-1), { type: "reveal", session: "now", seq: 1 });
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"]);
  });

  it("is shown beside other sessions where there are several", async () => {
    const { ready, ask, host, ofType } = stage();
    await ready();
    await ask("show", { session: "now", beside: true });
    host.reveal({ session: "then", seq: 0 });
    await settle();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now", "then"]);
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", session: "then", seq: 0 }]);
  });

  it("is shown in the session that takes the place of several, when these are about to be left", async () => {
    const { ready, ask, host, ofType, opening, list, sources } = stage();
    list.push({ id: "before", title: "Before", live: false });
    sources.set("before", source("before", ['{"jsonrpc":"2.0","method":"c"}']));
    await ready();
    await ask("show", { session: "now", beside: true });
    let go = (): void => undefined;
    opening.wait = new Promise((resolve) => (go = resolve));
    host.receive({ type: "ask", ask: 901, name: "show", value: { session: "then", beside: false } });
    await settle();
    host.reveal({ session: "before", seq: 0 });
    await settle();
    go();
    await settle();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["before"]);
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", session: "before", seq: 0 }]);
  });

  it("is not shown when its session cannot be opened, which is said once and to people", async () => {
    const { ready, host, ofType, list, log } = stage();
    await ready();
    list.push({ id: "torn", title: "Torn", live: false });
    for (const [session, message] of [["torn", /torn cannot be read/], ["never", /This session is gone/]] as const) {
      host.reveal({ session, seq: 0 });
      await settle();
      assert.match(ofType("warning").at(-1)?.message ?? "", message);
      assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"], "what was shown stays");
    }
    const said = log.filter((line) => line.startsWith("warn")).length;
    await ready();
    await ready();
    assert.equal(ofType("warning").length, 2, "a page that begins anew knows nothing of it");
    assert.equal(log.filter((line) => line.startsWith("warn")).length, said);
    assert.deepEqual(ofType("reveal"), []);
  });

  it("is not shown either when the page is still to come, which then shows what it can", async () => {
    for (const session of ["torn", "never"]) {
      const { ready, host, ofType, list } = stage();
      list.push({ id: "torn", title: "Torn", live: false });
      host.reveal({ session, seq: 0 });
      await ready();
      assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"]);
      await ready();
      assert.equal(ofType("warning").length, 1, "said once");
    }
  });

  it("is shown alone after a session could not be shown beside the one that there is", async () => {
    const { ready, ask, host, ofType, list } = stage();
    list.push({ id: "torn", title: "Torn", live: false });
    await ready();
    await ask("show", { session: "torn", beside: true });
    host.reveal({ session: "then", seq: 0 });
    await settle();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
  });
});
