import type { JsonObject } from "../../base/json";

/** Makes a line of one version a line of the next. */
export type Upgrader = (line: JsonObject) => JsonObject;

/**
 * How lines of each version become lines of the next: the first entry is for version 1. Whoever raises
 * `RECORDING_VERSION` adds one here, so that every recording that was ever written can be read; a test holds the two together.
 */
export const UPGRADERS: readonly Upgrader[] = [];

/** A line of an older version as one of the newest. */
export function upgrade(line: JsonObject, version: number, upgraders: readonly Upgrader[] = UPGRADERS): JsonObject {
  return upgraders.slice(version - 1).reduce((upgraded, step) => step(upgraded), line);
}
