import type { LogLevel } from "./types";

/** The levels of notifications/message, the most talkative first. */
export const LOG_LEVELS: readonly LogLevel[] = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];
