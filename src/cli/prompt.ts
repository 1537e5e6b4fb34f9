import { parsePromptResult } from "../core/mcp/parse/parsePromptResult";
import { requestName } from "../core/mcp/peer/call";
import type { Session } from "../core/mcp/session";
import type { Prompt } from "../core/mcp/types";
import { escapeText } from "../core/trace/escape";
import type { Invocation } from "./arguments";
import type { CliConnection } from "./connection";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";
import { notListed } from "./notListed";
import { progressLine } from "./progressLine";
import { blockAsText } from "./render";

type GetPrompt = Extract<Invocation, { verb: "prompt" }>;

/** Gets the prompt and prints its messages, each under its role. */
export async function prompt(invocation: GetPrompt, { server }: CliConnection, session: Session, console: CliConsole): Promise<number> {
  const { prompt: name, arguments: args, json } = invocation;
  // A server counts as running before this list is there.
  const { prompts } = await server.offered();
  for (const warning of warningsOn(invocation, prompts?.items ?? [])) console.note(`warning: ${escapeText(warning)}`);
  const params = { name, arguments: args };
  // Not `getPrompt`: what is printed as JSON is the whole answer, with what this version does not know.
  const answer = await session.request("prompts/get", params, {
    cancel: console.interrupt,
    onProgress: (progress) => console.note(progressLine(progress)),
  });
  const { messages, invalid } = parsePromptResult(answer, requestName("prompts/get", params));
  for (const { index, reason } of invalid) console.note(`warning: messages[${index}] ${escapeText(reason)}`);
  console.result(json ? JSON.stringify(answer, undefined, 2) : messages.map(({ message }) => `${escapeText(message.role)}:\n${blockAsText(message.content)}`).join("\n\n"));
  return EXIT.ok;
}

/** Sent all the same: how a server takes wrong arguments is worth testing. */
function warningsOn({ prompt: name, arguments: args }: GetPrompt, prompts: readonly Prompt[]): readonly string[] {
  const found = prompts.find((each) => each.name === name);
  if (!found) return [notListed("prompt", name, prompts.map((each) => each.name))];
  const known = found.arguments ?? [];
  const missing = known.filter((each) => each.required === true && !Object.hasOwn(args, each.name)).map((each) => `--args: "${each.name}" is required.`);
  const unknown = Object.keys(args).filter((each) => !known.some((argument) => argument.name === each)).map((each) => `--args: the prompt has no argument "${each}".`);
  return [...missing, ...unknown];
}
