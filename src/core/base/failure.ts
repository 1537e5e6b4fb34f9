/**
 * Why something that a person asked for did not happen.
 * - `tool`      the tool ran and said that it failed (`isError`)
 * - `protocol`  the server answered with a JSON-RPC error, or with something that is no valid answer
 * - `timeout`   no answer in time; the message names the unanswered request
 * - `closed`    the connection ended before the answer
 * - `cancelled` the person cancelled
 * - `launch`    the server could not be started
 * - `blocked`   not allowed to start: untrusted workspace or launch not approved
 * - `config`    the configuration is wrong
 * - `usage`     the arguments of the person are wrong
 */
export type FailureKind =
  | "tool" | "protocol" | "timeout" | "closed" | "cancelled" | "launch" | "blocked" | "config" | "usage";

/** The one class for errors that people read: the message says what is wrong, where, and what to do. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    readonly kind: FailureKind,
    message: string,
    /** JSON-RPC error code and data, when a server sent them. */
    readonly rpc?: { readonly code: number; readonly data?: unknown },
  ) {
    super(message);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
