/** Names of the error codes of JSON-RPC 2.0 (section 5.1) and of the MCP revisions. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [-32700, "parse error"],
  [-32600, "invalid request"],
  [-32601, "method not found"],
  [-32602, "invalid params"],
  [-32603, "internal error"],
  [-32002, "resource not found"],
  [-32020, "header mismatch"],
  [-32021, "missing required client capability"],
  [-32022, "unsupported protocol version"],
  [-32042, "URL elicitation required"],
]);

/** A JSON-RPC error code in words: `-32602 (invalid params)`. */
export function describeErrorCode(code: number): string {
  const name = NAMES.get(code) ?? (code <= -32000 && code >= -32099 ? "server error" : undefined);
  return name === undefined ? String(code) : `${code} (${name})`;
}
