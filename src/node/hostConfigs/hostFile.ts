import type { HostName } from "./hostName";

/** A file in which another host keeps servers. */
export interface HostFile {
  readonly host: HostName;
  /** Absolute. */
  readonly file: string;
  /** Who wrote it: what comes with a workspace needs consent. */
  readonly author: "user" | "workspace";
}
