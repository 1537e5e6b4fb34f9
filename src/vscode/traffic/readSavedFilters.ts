import * as vscode from "vscode";
import { type ReadFilters, readSavedFilters as read } from "../../core/trace/filter/readSavedFilters";
import { Settings } from "../contributions";

/** The saved filters as the settings have them now, with what is wrong with them. */
export function readSavedFilters(): ReadFilters {
  return read(vscode.workspace.getConfiguration().get<unknown>(Settings.savedFilters));
}
