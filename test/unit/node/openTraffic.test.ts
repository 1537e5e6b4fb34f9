import assert from "node:assert/strict";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { nodeClock } from "../../../src/node/clock";
import { SessionReader } from "../../../src/node/sessions/sessionReader";
import { beginTraffic, openTraffic } from "../../../src/vscode/history/archive";
import { ResourceWatch } from "../../support/leaks";
import { newRoot, openSession, removeRoot, summary } from "./sessionFiles";

const CALLS = 30_000;

describe("an earlier session that is opened", () => {
  let root: string;
  let folder: string;

  beforeEach(async () => {
    root = newRoot();
    const spill = await openSession(root);
    const trace = new RingTrace(nodeClock, { session: spill.id, memoryBytes: 2 ** 24, spill });
    const writer = trace.open({ server: "s", name: "server" });
    for (let id = 0; id < CALLS; id++) {
      writer.sent(Buffer.from(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`));
      // The last one is not answered any more.
      if (id < CALLS - 1) writer.stdout(Buffer.from(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`));
      await writer.congestion;
    }
    await trace.flush();
    await spill.close(summary());
    folder = spill.folder;
  });
  afterEach(() => removeRoot(root));

  it("has its rows before they are folded, and all that became of them afterwards", async () => {
    const archive = beginTraffic(await SessionReader.open(folder), "s", true);
    const { trace, exchanges } = archive;
    assert.equal(trace.next, 2 * CALLS - 1);
    assert.ok(exchanges.columns.folded < trace.next, `${exchanges.columns.folded} of ${trace.next} folded`);
    assert.equal(exchanges.of(trace.next - 1)?.status, "pending", "nobody has said that nothing will come any more");
    await archive.folded;
    assert.deepEqual([exchanges.of(trace.next - 1)?.status, exchanges.of(0)?.status], ["closed", "ok"]);
    assert.deepEqual([archive.servers, archive.messages], [["server"], 2 * CALLS - 1]);
    archive.dispose();
  });

  it("stops being folded when it is let go, and lets go of its files", async () => {
    const watch = await ResourceWatch.begin();
    const archive = beginTraffic(await SessionReader.open(folder), "s", true);
    const { folded } = archive.exchanges.columns;
    archive.dispose();
    await archive.folded;
    assert.equal(archive.exchanges.columns.folded, folded);
    await watch.assertReleased();
  });

  it("is folded for whoever wants it whole", async () => {
    const archive = await openTraffic(await SessionReader.open(folder), "s", false);
    assert.equal(archive.exchanges.columns.folded, archive.trace.next);
    assert.equal(archive.exchanges.of(archive.trace.next - 1)?.status, "pending", "its window may go on");
    archive.dispose();
  });
});
