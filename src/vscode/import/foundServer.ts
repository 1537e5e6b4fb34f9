import type { JsonObject } from "../../core/base/json";
import type { StdioLaunch } from "../../core/server/launch";
import type { HostName } from "../../node/hostConfigs/hostName";
import type { Place } from "../configuration/place";

/** A server in the configuration of another host. */
export interface FoundServer {
  readonly name: string;
  readonly host: HostName;
  readonly place: Place;
  /** As it would stand in `wirelight.servers`. */
  readonly entry: JsonObject;
  /** The same as a launch, for people to read. */
  readonly written: StdioLaunch;
}
