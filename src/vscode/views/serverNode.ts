import * as vscode from "vscode";
import type { Server } from "../../core/server/server";
import type { Listed, Prompt, Resource, ResourceTemplate, Tool } from "../../core/mcp/types";
import type { ToolTarget } from "../toolTarget";

export const GROUPS = ["tools", "resources", "templates", "prompts"] as const;
export type GroupName = (typeof GROUPS)[number];

/** One row of the Servers tree; `id` is stable over refreshes and reloads, so that the tree keeps what is open. */
export type ServerNode =
  | { readonly type: "server"; readonly id: string; readonly server: Server }
  | { readonly type: "notice"; readonly id: string; readonly server: Server; readonly notice: Notice }
  | { readonly type: "group"; readonly id: string; readonly server: Server; readonly group: GroupName; readonly listed: Listed<OfferItem> }
  /** A list whose first answer is still awaited. */
  | { readonly type: "loading"; readonly id: string; readonly server: Server; readonly group: GroupName }
  | ({ readonly type: "tool"; readonly id: string; readonly server: Server; readonly tool: Tool } & ToolTarget)
  | { readonly type: "resource"; readonly id: string; readonly server: Server; readonly resource: Resource }
  | { readonly type: "template"; readonly id: string; readonly server: Server; readonly template: ResourceTemplate }
  | { readonly type: "prompt"; readonly id: string; readonly server: Server; readonly prompt: Prompt }
  | { readonly type: "invalid"; readonly id: string; readonly server: Server; readonly name: string; readonly reason: string };

export type OfferItem = Tool | Resource | ResourceTemplate | Prompt;

/** Something about a server that its row has no room for; `command` is what a click does. */
export interface Notice {
  readonly kind: "error" | "warning" | "info";
  readonly label: string;
  readonly detail: string;
  readonly command: { readonly id: string; readonly title: string } | undefined;
}

/** The rows of a group, invalid items last with their reason. */
export function itemsOf(server: Server, group: GroupName, listed: Listed<OfferItem>): ServerNode[] {
  const base = `${server.config.id}/${group}`;
  const invalid = listed.invalid.map((item): ServerNode => ({
    type: "invalid",
    id: `${base}/invalid/${item.index}`,
    server,
    name: item.name ?? vscode.l10n.t("item {0}", item.index + 1),
    reason: item.reason,
  }));
  return [...validOf(server, group, base), ...invalid];
}

function validOf(server: Server, group: GroupName, base: string): ServerNode[] {
  const offer = server.offer;
  const id = uniqueIds(base);
  switch (group) {
    case "tools":
      return (offer?.tools?.items ?? []).map((tool) => (
        { type: "tool", id: id(tool.name), server, tool, serverId: server.config.id, toolName: tool.name }
      ));
    case "resources":
      return (offer?.resources?.items ?? []).map((resource) => ({ type: "resource", id: id(resource.uri), server, resource }));
    case "templates":
      return (offer?.templates?.items ?? []).map((template) => ({ type: "template", id: id(template.uriTemplate), server, template }));
    case "prompts":
      return (offer?.prompts?.items ?? []).map((prompt) => ({ type: "prompt", id: id(prompt.name), server, prompt }));
  }
}

/** A server may list a name twice; two rows with one id would make VS Code drop the whole tree. */
function uniqueIds(base: string): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? `${base}/${name}` : `${base}/${name}#${count}`;
  };
}
