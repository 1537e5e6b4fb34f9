import { base64Size } from "../core/mcp/result/base64";
import { parseReadResult } from "../core/mcp/parse/parseReadResult";
import { requestName } from "../core/mcp/peer/call";
import type { Session } from "../core/mcp/session";
import type { ResourceContent } from "../core/mcp/types";
import { escapeText } from "../core/trace/escape";
import type { Invocation } from "./arguments";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";
import { progressLine } from "./progressLine";

type Read = Extract<Invocation, { verb: "read" }>;

/** Reads the resource and prints its contents. */
export async function read({ uri, json }: Read, session: Session, console: CliConsole): Promise<number> {
  const params = { uri };
  // Not `readResource`: what is printed as JSON is the whole answer, with what this version does not know.
  const answer = await session.request("resources/read", params, {
    cancel: console.interrupt,
    onProgress: (progress) => console.note(progressLine(progress)),
  });
  const { contents, invalid } = parseReadResult(answer, requestName("resources/read", params));
  for (const { index, reason } of invalid) console.note(`warning: contents[${index}] ${escapeText(reason)}`);
  if (json) console.result(JSON.stringify(answer, undefined, 2));
  else print(contents.map(({ content }) => content), console);
  return EXIT.ok;
}

function print(contents: readonly ResourceContent[], console: CliConsole): void {
  const [only] = contents;
  // One content that goes into a file is that file.
  if (only && contents.length === 1 && !console.isTerminal) {
    console.exact("text" in only ? Buffer.from(only.text, "utf8") : Buffer.from(only.base64, "base64"));
    return;
  }
  for (const content of contents) {
    if (contents.length > 1) console.note(`${escapeText(content.uri)}:`);
    console.result("text" in content ? content.text : `[${escapeText(content.mimeType ?? "binary data")}, ${base64Size(content.base64)} bytes; write it into a file, or use --json]`);
  }
  if (contents.length === 0) console.note("The resource has no contents.");
}
