import * as vscode from "vscode";
import type { Resource, ResourceTemplate } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import type { OfferedItem, OfferedPick } from "../ask/pickOffered";

/** What can be chosen to be read. */
export type ResourceChoice =
  | { readonly type: "resource"; readonly uri: string }
  | { readonly type: "template"; readonly template: ResourceTemplate }
  /** A URI that the person types. */
  | { readonly type: "other" };

export const RESOURCE_PICK: OfferedPick<ResourceChoice> = {
  title: vscode.l10n.t("Read Resource"),
  placeholder: vscode.l10n.t("Choose the resource to read"),
  noun: vscode.l10n.t("resources"),
  lists: ["resources", "templates"],
  itemsOf,
};

function itemsOf({ offer }: Server): readonly OfferedItem<ResourceChoice>[] | undefined {
  if (!offer?.resources && !offer?.templates) return undefined;
  return [
    ...(offer.resources?.items ?? []).map(resourceItem),
    ...(offer.templates?.items ?? []).map(templateItem),
    // Servers read more than they list.
    { icon: "edit", label: vscode.l10n.t("Another URI..."), title: undefined, detail: undefined, value: { type: "other" } },
  ];
}

function resourceItem({ uri, name, title, description }: Resource): OfferedItem<ResourceChoice> {
  return { icon: "file", label: title ?? name, title: uri, detail: description, value: { type: "resource", uri } };
}

function templateItem(template: ResourceTemplate): OfferedItem<ResourceChoice> {
  const { uriTemplate, name, title, description } = template;
  return { icon: "file-symlink-file", label: title ?? name, title: uriTemplate, detail: description, value: { type: "template", template } };
}
