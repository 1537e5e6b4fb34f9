import { Failure } from "../../base/failure";
import { isJsonObject } from "../../base/json";
import { brief } from "../brief";
import { typeName } from "./typeName";
import type { ServerHello } from "../types";

/**
 * The result of initialize (2025-11-25, basic/lifecycle). Strict where the session depends on it; a server without a
 * proper name is still worth looking at.
 * @throws Failure `protocol` that says what is wrong
 */
export function parseHello(result: unknown, revisions: readonly [string, ...string[]]): ServerHello {
  if (!isJsonObject(result)) throw malformed(`is ${typeName(result)}; it must be an object`);
  const { protocolVersion: revision, capabilities, serverInfo, instructions } = result;
  if (typeof revision !== "string") throw malformed(`has "protocolVersion" ${wrong(revision)}; it must be a string such as "${revisions[0]}"`);
  if (!revisions.includes(revision)) {
    throw new Failure(
      "protocol",
      `The server answered initialize with protocol revision "${brief(revision)}", but Wirelight offered "${revisions[0]}" and speaks ${revisions.join(", ")}. Update the server, or let it answer with one of these.`,
    );
  }
  if (!isJsonObject(capabilities)) throw malformed(`has "capabilities" ${wrong(capabilities)}; it must be an object (possibly empty)`);
  const info = isJsonObject(serverInfo) ? serverInfo : {};
  return {
    revision,
    capabilities,
    info: {
      name: typeof info["name"] === "string" ? info["name"] : "",
      ...(typeof info["title"] === "string" && { title: info["title"] }),
      version: typeof info["version"] === "string" ? info["version"] : "",
    },
    instructions: typeof instructions === "string" ? instructions : undefined,
  };
}

function wrong(value: unknown): string {
  return value === undefined ? "missing" : `as ${typeName(value)}`;
}

function malformed(what: string): Failure {
  return new Failure("protocol", `The result of initialize ${what}.`);
}
