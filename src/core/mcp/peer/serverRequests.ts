import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { JsonObject } from "../../base/json";
import type { Root } from "../types";

/**
 * Answers what a server may ask of a client that offers roots and nothing else (2025-11-25, client/roots, ping).
 * @throws ResponseError -32601 that names the method, and the missing capability where there is one
 */
export function answerServer(method: string, roots: () => readonly Root[], capabilityOf: (method: string) => string | undefined): JsonObject {
  switch (method) {
    case "ping":
      return {};
    case "roots/list":
      return { roots: roots().map(({ uri, name }) => ({ uri, name })) };
    default:
      throw new ResponseError(ErrorCodes.MethodNotFound, refusal(method, capabilityOf(method)));
  }
}

function refusal(method: string, capability: string | undefined): string {
  const why = capability === undefined ? "" : `; this client does not declare the capability "${capability}"`;
  return `Method not found: ${method}${why}`;
}
