import { isJsonObject, type JsonObject } from "../base/json";

/** Requests that name what they are about in their params. */
export const SUBJECT_METHODS: readonly string[] = ["tools/call", "prompts/get", "resources/read", "resources/subscribe", "resources/unsubscribe", "completion/complete"];
const METHODS: ReadonlySet<string | undefined> = new Set(SUBJECT_METHODS);

/** Whether requests of this method name a tool, a prompt or a resource. */
export function namesSubject(method: string | undefined): boolean {
  return METHODS.has(method);
}

/** The tool, prompt or resource that a request with these params is about; of a completion, the one that it completes for. */
export function subjectOf(params: JsonObject): string | undefined {
  const { name, uri, ref } = params;
  if (typeof name === "string") return name;
  if (typeof uri === "string") return uri;
  return isJsonObject(ref) ? nameOf(ref) : undefined;
}

function nameOf({ name, uri }: JsonObject): string | undefined {
  if (typeof name === "string") return name;
  return typeof uri === "string" ? uri : undefined;
}
