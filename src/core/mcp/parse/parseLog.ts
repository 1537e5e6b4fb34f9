import type { JsonObject } from "../../base/json";
import { LOG_LEVELS } from "../logLevels";
import type { LogLevel, LogMessage } from "../types";

const LEVELS: ReadonlySet<string> = new Set(LOG_LEVELS);

/** The params of notifications/message; a level that does not exist counts as `info`, so that the message stays visible. */
export function parseLog(params: JsonObject): LogMessage {
  const { level, logger, data } = params;
  const known = isLevel(level);
  return {
    level: known ? level : "info",
    logger: typeof logger === "string" ? logger : undefined,
    data,
    ...(!known && typeof level === "string" && { unknownLevel: level }),
  };
}

function isLevel(value: unknown): value is LogLevel {
  return typeof value === "string" && LEVELS.has(value);
}
