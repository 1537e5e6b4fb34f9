import type { FailureKind } from "../base/failure";
import type { Closed } from "../wire/closed";

/** Where a server stands; what people see is derived from this and nothing else. */
export type ServerState =
  | { readonly name: "stopped" }
  /** The configuration does not allow a launch; `message` names the first error. */
  | { readonly name: "misconfigured"; readonly message: string }
  /** The workspace is not trusted, the launch was not approved, or a person has to give a value for it. */
  | { readonly name: "blocked"; readonly reason: "untrusted" | "unapproved" | "input"; readonly message: string }
  | { readonly name: "starting"; readonly phase: "preparing" | "opening" | "initializing" | "listing"; readonly since: number }
  | { readonly name: "running"; readonly since: number; readonly revision: string }
  /**
   * Ended without being asked while it was running, and is started again after `delay` seconds, of which `left` are left;
   * `attempt` counts from 1, and after `limit` of them in a row it stays ended.
   */
  | {
    readonly name: "restarting"; readonly delay: number; readonly left: number; readonly attempt: number; readonly limit: number;
    readonly message: string; readonly closed: Closed;
  }
  | { readonly name: "stopping"; readonly since: number; readonly restart: boolean }
  /** Ended without being asked, or never came up; `closed` tells exit code and signal when the process ran. */
  | { readonly name: "failed"; readonly kind: FailureKind; readonly message: string; readonly closed: Closed | undefined; readonly at: number };
