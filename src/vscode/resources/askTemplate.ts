import * as vscode from "vscode";
import { expandUriTemplate } from "../../core/mcp/uriTemplate/expandUriTemplate";
import { parseUriTemplate } from "../../core/mcp/uriTemplate/parseUriTemplate";
import { type TemplateField, templateFields, templateValue } from "../../core/mcp/uriTemplate/templateFields";
import type { UriTemplate } from "../../core/mcp/uriTemplate/uriTemplate";
import type { Session } from "../../core/mcp/session";
import type { ResourceTemplate } from "../../core/mcp/types";
import type { AnswerMemory } from "../ask/answerMemory";
import { askValues, type GivenValues } from "../ask/askValues";
import { completer } from "../ask/completer";

export type AskedTemplate =
  | { readonly type: "uri"; readonly uri: string }
  | { readonly type: "back" }
  | { readonly type: "left" }
  /** The template itself cannot be read; `message` says why. */
  | { readonly type: "malformed"; readonly message: string };

export interface TemplateQuestion {
  readonly template: Pick<ResourceTemplate, "uriTemplate" | "name" | "title">;
  readonly session: Session;
  readonly memory: AnswerMemory;
  /** Names server and template in the memory. */
  readonly subject: string;
  /** Values that are given already; the person is not asked then. */
  readonly values: GivenValues | undefined;
  readonly canGoBack: boolean;
}

/** The URI that a template and the answers of a person make. */
export async function askTemplate({ template, session, memory, subject, values, canGoBack }: TemplateQuestion): Promise<AskedTemplate> {
  const { uriTemplate } = template;
  const parsed = parseUriTemplate(uriTemplate);
  if (!parsed.ok) return { type: "malformed", message: vscode.l10n.t('The URI template "{0}" {1}. Read the resource by its URI instead: Read Resource..., Another URI...', uriTemplate, parsed.reason) };
  const fields = templateFields(parsed.template);
  if (values) return { type: "uri", uri: expand(parsed.template, fields, values) };
  const before = memory.of(subject);
  const asked = await askValues({
    title: template.title ?? template.name,
    fields: fields.map(({ name, required, separator }) => ({ name, required, description: describe(uriTemplate, separator) })),
    canGoBack,
    suggestions: (name, others) => ({ before: before[name] ?? [], complete: completer(session, { type: "ref/resource", uri: uriTemplate }, name, others) }),
  });
  if (asked.type !== "complete") return asked;
  await memory.add(subject, asked.values);
  return { type: "uri", uri: expand(parsed.template, fields, asked.values) };
}

function expand(template: UriTemplate, fields: readonly TemplateField[], values: GivenValues): string {
  return expandUriTemplate(template, Object.fromEntries(fields.map((field) => [field.name, Object.hasOwn(values, field.name) ? templateValue(field, values[field.name] ?? "") : undefined])));
}

function describe(uriTemplate: string, separator: string | undefined): string {
  if (separator === undefined) return uriTemplate;
  const how = separator === "/" ? vscode.l10n.t("several values with slashes between") : vscode.l10n.t("several values with commas between");
  return `${uriTemplate} · ${how}`;
}
