import { isJsonObject, type JsonObject } from "../../../base/json";
import type { ScriptLiterals } from "./scriptLiteral";
import type { SentRequest } from "./sentRequest";

/** Longer than this the SDK would not wait by itself. */
const PATIENT = 30_000;

/** The expression that sends a request once more. What can be, is written as people write it, by the client's own methods. */
export function sdkCall(request: SentRequest, literals: ScriptLiterals, indent: string): string {
  const { method, params, duration } = request;
  const own = duration > PATIENT ? undefined : ownMethod(request);
  if (own !== undefined) return `client.${own}(${literals.write(params, indent)})`;
  const options = duration > PATIENT ? `, { timeout: ${Math.ceil(duration / 1000) * 3000} }` : "";
  return `client.request(${literals.write({ method, ...(params && { params }) }, indent)}, ResultSchema${options})`;
}

/**
 * The client's method for a request, where it hands on what was recorded unchanged: these methods leave out members of the
 * answer that the SDK does not know, and their types do not take every request.
 */
function ownMethod({ method, params, expected }: SentRequest): "callTool" | "readResource" | "getPrompt" | undefined {
  if (!params) return undefined;
  const result = expected.type === "result" ? expected.result : undefined;
  const { name, uri, arguments: args } = params;
  const plain = (names: readonly string[]): boolean => hasOnly(params, names);
  switch (method) {
    case "tools/call":
      return plain(["name", "arguments"]) && typeof name === "string" && isAbsentOr(args, isJsonObject) && (!result || isToolResult(result)) ? "callTool" : undefined;
    case "resources/read":
      return plain(["uri"]) && typeof uri === "string" && (!result || isResourceResult(result)) ? "readResource" : undefined;
    case "prompts/get":
      return plain(["name", "arguments"]) && typeof name === "string" && isAbsentOr(args, isTexts) && (!result || isPromptResult(result)) ? "getPrompt" : undefined;
    default:
      return undefined;
  }
}

function isToolResult(result: JsonObject): boolean {
  return hasOnly(result, ["content", "structuredContent", "isError"]) && isList(result["content"], isContent)
    && isAbsentOr(result["structuredContent"], isJsonObject) && isAbsentOr(result["isError"], (value) => typeof value === "boolean");
}

function isResourceResult(result: JsonObject): boolean {
  return hasOnly(result, ["contents"]) && isList(result["contents"], isContents);
}

function isPromptResult(result: JsonObject): boolean {
  return hasOnly(result, ["description", "messages"]) && isAbsentOr(result["description"], isText)
    && isList(result["messages"], (message) => isJsonObject(message) && hasOnly(message, ["role", "content"]) && (message["role"] === "user" || message["role"] === "assistant") && isContent(message["content"]));
}

function isContent(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  switch (value["type"]) {
    case "text":
      return hasOnly(value, ["type", "text"]) && isText(value["text"]);
    case "image":
    case "audio":
      return hasOnly(value, ["type", "data", "mimeType"]) && isBase64(value["data"]) && isText(value["mimeType"]);
    case "resource":
      return hasOnly(value, ["type", "resource"]) && isContents(value["resource"]);
    default:
      return false;
  }
}

function isContents(value: unknown): boolean {
  if (!isJsonObject(value) || !isText(value["uri"]) || !isAbsentOr(value["mimeType"], isText)) return false;
  const isTextual = hasOnly(value, ["uri", "mimeType", "text"]) && isText(value["text"]);
  return isTextual || (hasOnly(value, ["uri", "mimeType", "blob"]) && isBase64(value["blob"]));
}

function hasOnly(value: JsonObject, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isAbsentOr(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function isTexts(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isBase64(value: unknown): boolean {
  return typeof value === "string" && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
