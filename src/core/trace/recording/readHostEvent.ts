import { isJsonObject, type JsonObject } from "../../base/json";
import type { Closed } from "../../wire/closed";
import type { HostEvent } from "../../wire/frame";

/** An event of the host from a file that anybody may have written; `undefined` when it is none that we know. */
export function readHostEvent(value: unknown): HostEvent | undefined {
  if (!isJsonObject(value)) return undefined;
  const { type, pid, command, args, cwd, message, signal, pids, ended } = value;
  switch (type) {
    case "spawned":
      return isWhole(pid) && isText(command) && isList(args, isText) && isText(cwd) ? { type, pid, command, args, cwd } : undefined;
    case "note":
    case "send-failed":
      return isText(message) ? { type, message } : undefined;
    case "stdin-closed":
      return { type };
    case "signal":
      return isText(signal) ? { type, signal } : undefined;
    case "survivors":
      return isList(pids, isWhole) && typeof ended === "boolean" ? { type, pids, ended } : undefined;
    case "closed": {
      const closed = isJsonObject(value["closed"]) ? readClosed(value["closed"]) : undefined;
      return closed && { type, closed };
    }
    default:
      return undefined;
  }
}

function readClosed({ how, code, signal, asked, message }: JsonObject): Closed | undefined {
  switch (how) {
    case "exited":
      return (code === null || isWhole(code)) && (signal === null || isText(signal)) && typeof asked === "boolean" ? { how, code, signal, asked } : undefined;
    case "spawn-failed":
      return isText(code) && isText(message) ? { how, code, message } : undefined;
    case "failed":
      return isText(message) ? { how, message } : undefined;
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isList<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}
