import type { Progress } from "../core/mcp/types";
import { escapeText } from "../core/trace/escape";

/** One line for each progress notification: `progress 3 of 12: Copying`. */
export function progressLine({ progress, total, message }: Progress): string {
  const words = [`progress ${progress}`, total === undefined ? undefined : ` of ${total}`, message === undefined ? undefined : `: ${escapeText(message)}`];
  return words.filter((word) => word !== undefined).join("");
}
