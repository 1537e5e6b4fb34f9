import type { Session } from "../../../src/core/mcp/session";
import { type BenchClient, type Connect, PATIENCE } from "./client";
import { WirelightStack } from "./wirelightStack";

export const connect: Connect = async (commands, options) => {
  const stack = new WirelightStack(options);
  const sessions = await stack.start(commands);
  const { trace, flush } = stack.store;
  return { clients: sessions.map(clientOf), kept: () => trace.next, settled: flush };
};

function clientOf(session: Session): BenchClient {
  const timeout = { timeout: PATIENCE };
  return {
    ping: () => session.request("ping", undefined, timeout),
    call: (name, tool) => session.callTool(name, tool, timeout),
  };
}
