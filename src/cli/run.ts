import { assertNever } from "../core/base/assertNever";
import { messageOf } from "../core/base/failure";
import { PRODUCT } from "../core/base/product";
import { escapeLines, escapeText } from "../core/trace/escape";
import type { Invocation } from "./arguments";
import { call } from "./call";
import { CliConnection } from "./connection";
import type { CliConsole } from "./console";
import { diff } from "./diff";
import { EXIT, exitStatusOf } from "./exitStatus";
import { helpText } from "./help";
import { prompt } from "./prompt";
import { read } from "./read";
import type { RecordingInvocation } from "./recordingArguments";
import { offerAsJson, offerAsText, problemsOf } from "./render";
import { show } from "./show";
import { stats } from "./stats";
import { trace } from "./trace";

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
    case "read":
    case "prompt":
    case "trace":
      return connected(invocation, console);
    case "show":
    case "stats":
    case "diff":
      return recorded(invocation, console);
    default:
      return assertNever(invocation);
  }
}

async function recorded(invocation: RecordingInvocation, console: CliConsole): Promise<number> {
  try {
    switch (invocation.verb) {
      case "show":
        return await show(invocation, console);
      case "stats":
        return await stats(invocation, console);
      case "diff":
        return await diff(invocation, console);
      default:
        return assertNever(invocation);
    }
  } catch (error) {
    if (console.interrupt.cancelled) return EXIT.interrupted;
    console.note(escapeLines(messageOf(error)));
    return exitStatusOf(error);
  }
}

async function connected(invocation: Exclude<Invocation, { verb: "help" | "version" | RecordingInvocation["verb"] }>, console: CliConsole): Promise<number> {
  const connection = new CliConnection(invocation, (line) => console.note(line));
  // An interruption during the handshake has no request to cancel: ending the server rejects the start.
  const stopping = console.interrupt.onCancel(() => void connection.server.stop());
  try {
    if (invocation.verb === "trace") return await trace(invocation, connection, console);
    const session = await connection.server.start(true);
    stopping.dispose();
    switch (invocation.verb) {
      case "list":
        return await list(invocation.json, connection, console);
      case "call":
        return await call(invocation, connection.server, session, console);
      case "read":
        return await read(invocation, session, console);
      case "prompt":
        return await prompt(invocation, connection, session, console);
      default:
        return assertNever(invocation);
    }
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

async function list(json: boolean, { server }: CliConnection, console: CliConsole): Promise<number> {
  const offer = await server.offered();
  const { hello } = server;
  if (!hello) throw new Error("Listed without a handshake");
  console.result(json ? JSON.stringify(offerAsJson(hello, offer), undefined, 2) : offerAsText(hello, offer));
  for (const problem of problemsOf(offer)) console.note(`warning: ${escapeText(problem)}`);
  return EXIT.ok;
}
