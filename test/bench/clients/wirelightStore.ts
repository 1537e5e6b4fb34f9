import path from "node:path";
import { PRODUCT } from "../../../src/core/base/product";
import { openArchive } from "../../../src/core/trace/openArchive";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Trace } from "../../../src/core/trace/trace";
import { nodeClock } from "../../../src/node/clock";
import { SessionReader } from "../../../src/node/sessions/sessionReader";
import { SessionWriter } from "../../../src/node/sessions/sessionWriter";

const MEMORY = 64 * 1024 * 1024;
const DISK = 500 * 1024 * 1024;
const SESSION = "20260101T000000-00000000";
const WORKSPACE = "bench";

/** The store of the product as the editor opens it, and what a benchmark needs to know beside it. */
export interface Store {
  readonly trace: Trace;
  /** Settles when every row so far is on disk; at once where there is none. */
  readonly flush: () => Promise<void>;
}

/** @param folder where its sessions lie; without one the store stays in memory */
export function openStore(folder: string | undefined): Store {
  const spill = folder === undefined ? undefined : new SessionWriter({ root: folder, workspaceKey: WORKSPACE, workspace: WORKSPACE, id: SESSION, started: nodeClock.now(), version: PRODUCT.version });
  const trace = new RingTrace(nodeClock, { session: SESSION, memoryBytes: MEMORY, ...(spill && { spill, diskBytes: DISK }) });
  // It would go on in memory, and the figures would be those of another store.
  trace.onTrouble((message) => {
    console.error(message);
    process.exit(1);
  });
  return { trace, flush: () => trace.flush() };
}

/** What `openStore` has recorded there, for reading. */
export async function reopenStore(folder: string): Promise<Trace> {
  return openArchive(await SessionReader.open(path.join(folder, WORKSPACE, SESSION)), SESSION);
}
