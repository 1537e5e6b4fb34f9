import { assertNever } from "../core/base/assertNever";
import { escapeText } from "../core/trace/escape";
import type { ContentBlock, Listed, Offer, ServerHello, ToolResult } from "../core/mcp/types";

/** What `list --json` prints. */
export function offerAsJson(hello: ServerHello, offer: Offer): object {
  return {
    server: { ...hello.info, revision: hello.revision, capabilities: hello.capabilities, instructions: hello.instructions },
    tools: offer.tools?.items ?? [],
    resources: offer.resources?.items ?? [],
    resourceTemplates: offer.templates?.items ?? [],
    prompts: offer.prompts?.items ?? [],
    problems: problemsOf(offer),
  };
}

/** What is wrong with the lists, one sentence each. */
export function problemsOf(offer: Offer): string[] {
  return Object.entries(offer).flatMap(([name, listed]: [string, Listed<unknown> | undefined]) => {
    if (!listed) return [];
    const invalid = listed.invalid.map((item) => `${name}: item ${item.index}${item.name === undefined ? "" : ` ("${item.name}")`} is invalid: ${item.reason}`);
    return listed.truncated === undefined ? invalid : [...invalid, `${name}: ${listed.truncated}`];
  });
}

/** What `list` prints for people: one line an item, and nothing that a terminal would act on. */
export function offerAsText(hello: ServerHello, offer: Offer): string {
  const sections = [
    escapeText(`${hello.info.title ?? hello.info.name} ${hello.info.version} (MCP ${hello.revision})`),
    section("Tools", offer.tools, (tool) => [tool.name, tool.title ?? tool.description]),
    section("Resources", offer.resources, (resource) => [resource.uri, resource.title ?? resource.name]),
    section("Resource templates", offer.templates, (template) => [template.uriTemplate, template.title ?? template.name]),
    section("Prompts", offer.prompts, (prompt) => [prompt.name, prompt.title ?? prompt.description]),
  ];
  return sections.filter((text) => text !== undefined).join("\n\n");
}

function section<T>(title: string, listed: Listed<T> | undefined, row: (item: T) => [string, string | undefined]): string | undefined {
  if (!listed) return undefined;
  const rows = listed.items.map(row).map(([name, text]) => [escapeText(name), escapeText(firstLine(text ?? ""))] as const);
  const width = Math.min(40, Math.max(0, ...rows.map(([name]) => name.length)));
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`.trimEnd());
  return [`${title} (${listed.items.length})`, ...lines].join("\n");
}

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

/** What `call` prints for people: the text blocks as they are, everything else described or as JSON. */
export function resultAsText(result: ToolResult): string {
  const blocks = result.content.map(blockAsText);
  if (blocks.length > 0) return blocks.join("\n");
  return result.structuredContent === undefined ? "" : JSON.stringify(result.structuredContent, undefined, 2);
}

type KnownBlock = "text" | "image" | "audio" | "resource_link" | "resource";
const KNOWN: readonly KnownBlock[] = ["text", "image", "audio", "resource_link", "resource"];

/** One block of a result or of a prompt. */
export function blockAsText(block: ContentBlock): string {
  const type = KNOWN.find((each) => each === block.type);
  if (type === undefined) return JSON.stringify(block);
  switch (type) {
    case "text":
      return typeof block["text"] === "string" ? block["text"] : JSON.stringify(block);
    case "image":
    case "audio":
      return `[${type} ${String(block["mimeType"])}, ${String(block["data"]).length} characters of base64; --json prints it]`;
    case "resource_link":
      return `[resource ${String(block["uri"])}]`;
    case "resource":
      return JSON.stringify(block["resource"], undefined, 2);
    default:
      return assertNever(type);
  }
}
