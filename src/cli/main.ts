import { readFileSync } from "node:fs";
import { CancelSource } from "../core/base/cancel";
import { messageOf } from "../core/base/failure";
import { setUnexpectedErrorHandler } from "../core/base/unexpected";
import "../node/jsonrpcRuntime";
import "../node/utf8Check";
import { parseInvocation } from "./arguments";
import { EXIT, exitStatusOf } from "./exitStatus";
import { run } from "./run";

const interrupt = new CancelSource();

setUnexpectedErrorHandler((error) => note(`wirelight: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The second time the person is in earnest; the reaper ends the server.
    if (interrupt.cancelled) process.exit(EXIT.interrupted);
    interrupt.cancel();
  });
}
// `wirelight list ... | head` closes our stdout early; that is no error, but there is nothing left to do.
process.stdout.on("error", () => interrupt.cancel());
// Whoever closes our stderr may still wait for the result, and there is nobody left to tell.
process.stderr.on("error", () => undefined);

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  try {
    const surroundings = { readFile: (path: string) => readFileSync(path, "utf8"), cwd: process.cwd(), env: process.env };
    const invocation = parseInvocation(process.argv.slice(2), surroundings);
    return await run(invocation, {
      result: (line) => void process.stdout.write(`${line}\n`),
      exact: (bytes) => void process.stdout.write(bytes),
      isTerminal: process.stdout.isTTY === true,
      note,
      interrupt,
    });
  } catch (error) {
    note(`wirelight: ${messageOf(error)}`);
    note("wirelight --help tells how it is used.");
    return exitStatusOf(error);
  }
}

// Setting the status instead of exiting lets both streams be written out.
void main().then((status) => {
  process.exitCode = status;
});
