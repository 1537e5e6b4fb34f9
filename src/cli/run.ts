import { assertNever } from "../core/base/assertNever";
import { CancelSource, type CancelSignal } from "../core/base/cancel";
import { Failure, messageOf } from "../core/base/failure";
import { PRODUCT } from "../core/base/product";
import type { Session } from "../core/mcp/session";
import type { Progress, Tool } from "../core/mcp/types";
import { validateArguments } from "../core/mcp/schema/validate";
import { closestName } from "../core/server/config/closestName";
import { escapeLines, escapeText } from "../core/trace/escape";
import { printFrame } from "../core/trace/print";
import { nodeClock } from "../node/clock";
import type { Invocation } from "./arguments";
import { CliConnection } from "./connection";
import { EXIT, exitStatusOf } from "./exitStatus";
import { helpText } from "./help";

import { offerAsJson, offerAsText, problemsOf, resultAsText } from "./render";

/** Where a command writes to and by what it is interrupted. */
export interface CliConsole {
  /** A line of the result. */
  result(line: string): void;
  /** A line of everything else. */
  note(line: string): void;
  /** Ctrl+C, SIGTERM, or a reader of the results that went away. */
  readonly interrupt: CancelSignal;
}

type Call = Extract<Invocation, { verb: "call" }>;
type Trace = Extract<Invocation, { verb: "trace" }>;

/** Carries out a command line and gives its exit status; whatever it started is gone then. */
export async function run(invocation: Invocation, console: CliConsole): Promise<number> {
  switch (invocation.verb) {
    case "help":
      console.result(helpText());
      return EXIT.ok;
    case "version":
      console.result(PRODUCT.version);
      return EXIT.ok;
    case "list":
    case "call":
    case "trace":
      return connected(invocation, console);
    default:
      return assertNever(invocation);
  }
}

async function connected(invocation: Exclude<Invocation, { verb: "help" | "version" }>, console: CliConsole): Promise<number> {
  const connection = new CliConnection(invocation, (line) => console.note(line));
  // An interruption during the handshake has no request to cancel: ending the server rejects the start.
  const stopping = console.interrupt.onCancel(() => void connection.server.stop());
  try {
    if (invocation.verb === "trace") return await trace(invocation, connection, console);
    const session = await connection.server.start(true);
    stopping.dispose();
    if (invocation.verb === "call") return await call(invocation, connection, session, console);
    return list(invocation.json, connection, console);
  } catch (error) {
    if (console.interrupt.cancelled) return EXIT.interrupted;
    // Words of the server are in it: what it wrote to stderr last, its error messages.
    console.note(escapeLines(messageOf(error)));
    return exitStatusOf(error);
  } finally {
    stopping.dispose();
    await connection.server.stop();
    connection.dispose();
  }
}

function list(json: boolean, { server }: CliConnection, console: CliConsole): number {
  const { hello, offer } = server;
  if (!hello || !offer) throw new Failure("protocol", "The server ended before its lists were complete.");
  console.result(json ? JSON.stringify(offerAsJson(hello, offer), undefined, 2) : offerAsText(hello, offer));
  for (const problem of problemsOf(offer)) console.note(`warning: ${escapeText(problem)}`);
  return EXIT.ok;
}

async function call(invocation: Call, { server }: CliConnection, session: Session, console: CliConsole): Promise<number> {
  const { tool: name } = invocation;
  const tools = server.offer?.tools?.items ?? [];
  const tool = tools.find((each) => each.name === name);
  for (const warning of tool ? schemaWarnings(tool, invocation) : missing(name, tools)) console.note(`warning: ${escapeText(warning)}`);
  const result = await session.callTool(name, invocation.arguments, {
    cancel: console.interrupt,
    onProgress: (progress) => console.note(progressLine(progress)),
  });
  console.result(invocation.json ? JSON.stringify(result.raw, undefined, 2) : resultAsText(result));
  if (result.isError) console.note(`The tool "${name}" reported an error.`);
  return result.isError ? EXIT.tool : EXIT.ok;
}

function progressLine({ progress, total, message }: Progress): string {
  const words = [`progress ${progress}`, total === undefined ? undefined : ` of ${total}`, message === undefined ? undefined : `: ${escapeText(message)}`];
  return words.filter((word) => word !== undefined).join("");
}

/** Sent all the same: how a server takes wrong arguments is worth testing. */
function schemaWarnings(tool: Tool, invocation: Call): string[] {
  return validateArguments(tool.inputSchema, invocation.arguments).map(({ path, message }) => `--args ${path}: ${message}`);
}

/** Called all the same: a list can be incomplete. */
function missing(name: string, tools: readonly Tool[]): string[] {
  const names = tools.map((tool) => tool.name);
  const hint = closestName(name, names);
  return [`The server lists no tool "${name}".${hint === undefined ? ` It has: ${names.join(", ") || "none"}.` : ` Did you mean "${hint}"?`}`];
}

async function trace(invocation: Trace, connection: CliConnection, console: CliConsole): Promise<number> {
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
