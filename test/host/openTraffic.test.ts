import * as assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { nodeClock } from "../../src/node/clock";
import { newSessionId } from "../../src/node/sessions/sessionId";
import { SessionReader } from "../../src/node/sessions/sessionReader";
import { SessionWriter } from "../../src/node/sessions/sessionWriter";
import { beginTraffic, openTraffic } from "../../src/vscode/history/archive";

const CALLS = 30_000;
const ROWS = 2 * CALLS - 1;

describe("an earlier session that is opened", () => {
  let root: string;
  let folder: string;

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), "wirelight-open-"));
    const started = Date.now();
    const spill = new SessionWriter({ root, workspaceKey: "key", workspace: "shop", id: newSessionId(started), started, version: "1.2.3" });
    await spill.opened;
    const trace = new RingTrace(nodeClock, { session: spill.id, memoryBytes: 2 ** 24, spill });
    const writer = trace.open({ server: "s", name: "server" });
    for (let id = 0; id < CALLS; id++) {
      writer.sent(Buffer.from(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`));
      // The last one is not answered any more.
      if (id < CALLS - 1) writer.stdout(Buffer.from(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`));
      await writer.congestion;
    }
    await trace.flush();
    await spill.close({ servers: ["server"], messages: ROWS, ended: Date.now() });
    folder = spill.folder;
  });
  after(() => rm(root, { recursive: true, force: true }));

  it("has its newest rows folded at once, and all that became of all of them afterwards", async () => {
    const archive = beginTraffic(await SessionReader.open(folder), "s", true);
    const { trace, exchanges, newest } = archive;
    assert.equal(trace.next, ROWS);
    assert.equal(exchanges.columns.next, 0, "nothing of it is folded");
    assert.deepEqual([newest?.of(ROWS - 1)?.status, newest?.of(ROWS - 3)?.status, newest?.of(0)], ["closed", "ok", undefined]);
    await archive.folded;
    assert.deepEqual([archive.newest, exchanges.columns.next], [undefined, CALLS]);
    assert.deepEqual([exchanges.of(ROWS - 1)?.status, exchanges.of(0)?.status], ["closed", "ok"]);
    assert.deepEqual([archive.servers, archive.messages], [["server"], ROWS]);
    archive.dispose();
  });

  it("is not folded any further when it is let go", async () => {
    const archive = beginTraffic(await SessionReader.open(folder), "s", true);
    archive.dispose();
    await archive.folded;
    assert.equal(archive.exchanges.columns.next, 0);
  });

  it("is folded for whoever wants it whole", async () => {
    const archive = await openTraffic(await SessionReader.open(folder), "s", false);
    assert.equal(archive.exchanges.columns.next, CALLS);
    assert.equal(archive.exchanges.of(ROWS - 1)?.status, "pending", "its window may go on");
    archive.dispose();
  });
});
