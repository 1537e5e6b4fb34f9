import * as vscode from "vscode";
import type { Prompt } from "../../core/mcp/types";
import type { OfferedPick } from "../ask/pickOffered";

export const PROMPT_PICK: OfferedPick<Prompt> = {
  title: vscode.l10n.t("Get Prompt"),
  placeholder: vscode.l10n.t("Choose the prompt to get"),
  noun: vscode.l10n.t("prompts"),
  lists: ["prompts"],
  itemsOf: ({ offer }) => offer?.prompts?.items.map((prompt) => (
    { icon: "comment", label: prompt.name, title: prompt.title, detail: prompt.description, value: prompt }
  )),
};
