import type { FailureKind } from "../base/failure";
import type { Closed } from "../wire/closed";

/** Where a server stands; what people see is derived from this and nothing else. */
export type ServerState =
  | { readonly name: "stopped" }
  /** The configuration does not allow a launch; `message` names the first error. */
  | { readonly name: "misconfigured"; readonly message: string }
  /** The workspace is not trusted, or the launch was not approved. */
  | { readonly name: "blocked"; readonly reason: "untrusted" | "unapproved"; readonly message: string }
  | { readonly name: "starting"; readonly phase: "permission" | "opening" | "initializing" | "listing"; readonly since: number }
  | { readonly name: "running"; readonly since: number; readonly revision: string }
  | { readonly name: "stopping"; readonly since: number; readonly restart: boolean }
  /** Ended without being asked, or never came up; `closed` tells exit code and signal when the process ran. */
  | { readonly name: "failed"; readonly kind: FailureKind; readonly message: string; readonly closed: Closed | undefined; readonly at: number };
