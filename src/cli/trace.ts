import { CancelSource } from "../core/base/cancel";
import { Failure } from "../core/base/failure";
import { printFrame } from "../core/trace/print";
import { nodeClock } from "../node/clock";
import type { Invocation } from "./arguments";
import type { CliConnection } from "./connection";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";

type Trace = Extract<Invocation, { verb: "trace" }>;

/** Opens a connection and prints every line of it until the server ends, the time is up or the person interrupts. */
export async function trace(invocation: Trace, connection: CliConnection, console: CliConsole): Promise<number> {
  const ended = new CancelSource();
  const opened = nodeClock.now();
  const printing = connection.trace.onAppend((frames) => {
    for (const frame of frames) {
      console.result(printFrame(frame, { verbosity: invocation.verbose ? "verbose" : "messages", since: opened }));
      if (frame.event?.type === "closed") ended.cancel();
    }
  });
  const limit = invocation.limit === undefined ? undefined : nodeClock.after(invocation.limit, () => void connection.server.stop());
  try {
    await connection.server.start(true);
    await new Promise<void>((resolve) => ended.onCancel(resolve));
  } catch (error) {
    if (connection.server.state.name === "failed") throw error;
  } finally {
    limit?.dispose();
    // The rows of the stop belong to the trace too.
    await connection.server.stop();
    printing.dispose();
  }
  const { state } = connection.server;
  if (state.name !== "failed") return EXIT.ok;
  throw new Failure(state.kind, state.message);
}
