import type { Portable } from "../../core/server/config/portableEntry";
import type { StdioLaunch } from "../../core/server/launch";
import type { HostName } from "../../node/hostConfigs/hostName";
import type { Place } from "../configuration/place";

/** A server in the configuration of another host. */
export interface FoundServer {
  readonly name: string;
  readonly host: HostName;
  readonly place: Place;
  /** As its own file says it, for people to read. */
  readonly written: StdioLaunch;
  /** Absolute path of the folder or the project that it belongs to, which its copy in the settings of a person keeps. */
  readonly home: string | undefined;
  /** As it would stand in `wirelight.servers`, in the settings of the person and in those of the workspace. */
  readonly user: Portable;
  readonly workspace: Portable;
}
