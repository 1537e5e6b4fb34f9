import * as vscode from "vscode";
import { isJsonObject } from "../../core/base/json";
import type { Prompt, Resource, ResourceTemplate, Tool, ToolAnnotations } from "../../core/mcp/types";
import { formatBytes } from "../format";
import { MarkdownText } from "./markdownText";

/** Arguments listed in a hover; a schema may have hundreds. */
const SHOWN_ARGUMENTS = 20;

export function toolTooltip(tool: Tool): vscode.MarkdownString {
  const text = new MarkdownText().title(tool.title ?? tool.annotations?.title ?? tool.name);
  if (tool.description) text.paragraph(tool.description);
  const lines = argumentLines(tool);
  if (lines.length > 0) text.heading(vscode.l10n.t("Arguments")).code(lines.join("\n"), "text");
  else text.paragraph(vscode.l10n.t("Takes no arguments."));
  const hints = annotationHints(tool.annotations);
  if (hints.length > 0) text.fact(vscode.l10n.t("The server hints (unverified)"), hints.join(", "));
  if (tool.outputSchema) text.fact(vscode.l10n.t("Answers with"), vscode.l10n.t("structured content"));
  return text.build();
}

export function resourceTooltip(resource: Resource): vscode.MarkdownString {
  const text = describe(resource);
  text.fact("URI", resource.uri);
  if (resource.mimeType) text.fact(vscode.l10n.t("Type"), resource.mimeType);
  if (resource.size !== undefined) text.fact(vscode.l10n.t("Size"), formatBytes(resource.size));
  return text.build();
}

export function templateTooltip(template: ResourceTemplate): vscode.MarkdownString {
  const text = describe(template);
  text.fact(vscode.l10n.t("URI template"), template.uriTemplate);
  if (template.mimeType) text.fact(vscode.l10n.t("Type"), template.mimeType);
  return text.build();
}

export function promptTooltip(prompt: Prompt): vscode.MarkdownString {
  const text = describe(prompt);
  const lines = (prompt.arguments ?? []).map((argument) => (
    `${argument.name}${argument.required === true ? "" : "?"}${argument.description ? `  ${argument.description}` : ""}`
  ));
  if (lines.length > 0) text.heading(vscode.l10n.t("Arguments")).code(lines.join("\n"), "text");
  return text.build();
}

function describe(item: { readonly name: string; readonly title?: string; readonly description?: string }): MarkdownText {
  const text = new MarkdownText().title(item.title ?? item.name);
  return item.description ? text.paragraph(item.description) : text;
}

/** `name?: type  description`, one argument a line, `?` where it may be left out. */
function argumentLines(tool: Tool): string[] {
  const properties = tool.inputSchema["properties"];
  if (!isJsonObject(properties)) return [];
  const required = tool.inputSchema["required"];
  const names = Object.keys(properties);
  const lines = names.slice(0, SHOWN_ARGUMENTS).map((name) => {
    const needed = Array.isArray(required) && required.includes(name);
    return `${name}${needed ? "" : "?"}: ${typeWords(properties[name])}`;
  });
  if (names.length > SHOWN_ARGUMENTS) lines.push(vscode.l10n.t("… and {0} more", names.length - SHOWN_ARGUMENTS));
  return lines;
}

function typeWords(schema: unknown): string {
  if (!isJsonObject(schema)) return vscode.l10n.t("anything");
  const { type, description, enum: choices } = schema;
  const words = Array.isArray(choices) ? choices.map((choice) => JSON.stringify(choice)).join(" | ") : typeName(type);
  return typeof description === "string" ? `${words}  ${description}` : words;
}

function typeName(type: unknown): string {
  if (typeof type === "string") return type;
  return Array.isArray(type) ? type.join(" | ") : vscode.l10n.t("anything");
}

/** In the words of what a person has to fear or not; they are claims of the server. */
function annotationHints(annotations: ToolAnnotations | undefined): string[] {
  if (!annotations) return [];
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  const words: (string | undefined)[] = [
    readOnlyHint === undefined ? undefined : readOnlyHint ? vscode.l10n.t("read-only") : vscode.l10n.t("changes things"),
    readOnlyHint === true || destructiveHint === undefined ? undefined : destructiveHint ? vscode.l10n.t("may destroy") : vscode.l10n.t("only adds"),
    idempotentHint === true ? vscode.l10n.t("safe to repeat") : undefined,
    openWorldHint === undefined ? undefined : openWorldHint ? vscode.l10n.t("reaches outside systems") : vscode.l10n.t("stays inside its own domain"),
  ];
  return words.filter((word) => word !== undefined);
}
