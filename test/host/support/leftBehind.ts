import * as path from "node:path";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { nodeClock } from "../../../src/node/clock";
import { newSessionId } from "../../../src/node/sessions/sessionId";
import { SessionWriter } from "../../../src/node/sessions/sessionWriter";
import { openWorkspace } from "../../../src/vscode/history/workspaceKey";
import { wirelight } from "./wirelight";

/** A session with one call as another window would have left it so many hours ago; gives its id. */
export async function leftBehind(hoursAgo: number): Promise<string> {
  const { context } = await wirelight();
  const started = Date.now() - hoursAgo * 3_600_000;
  const { key, label } = openWorkspace();
  const spill = new SessionWriter({ root: path.join(context.globalStorageUri.fsPath, "traffic"), workspaceKey: key, workspace: label, id: newSessionId(started), started, version: "0.1.0" });
  const trace = new RingTrace(nodeClock, { session: spill.id, memoryBytes: 2 ** 23, spill });
  const link = trace.open({ server: "left", name: "weather" });
  link.sent(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"forecast"}}'));
  link.stdout(Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"content":[]}}\n'));
  await trace.flush();
  await spill.close({ servers: ["weather"], messages: 2, ended: started + 1000 });
  return spill.id;
}
