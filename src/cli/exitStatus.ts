import { assertNever } from "../core/base/assertNever";
import { Failure } from "../core/base/failure";

export const EXIT = { ok: 0, tool: 1, different: 1, usage: 2, connection: 3, timeout: 4, interrupted: 130 } as const;

/** The exit status that tells a script what kind of failure it was. */
export function exitStatusOf(error: unknown): number {
  if (!(error instanceof Failure)) return EXIT.connection;
  switch (error.kind) {
    case "tool":
      return EXIT.tool;
    case "usage":
    case "config":
      return EXIT.usage;
    case "timeout":
      return EXIT.timeout;
    case "protocol":
    case "closed":
    case "launch":
    case "blocked":
      return EXIT.connection;
    case "cancelled":
      return EXIT.interrupted;
    default:
      return assertNever(error.kind);
  }
}
