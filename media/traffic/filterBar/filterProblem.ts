import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import { MOST_SAVED_FILTERS, type SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { t } from "../l10n";
import { shownText } from "../table/shownText";
import { coloringFilter } from "./colorRules";

/** Why a filter cannot be kept under a name; `undefined` when it can. @param others the filters that are kept besides it */
export function filterProblem({ name, filter }: SavedFilter, others: readonly SavedFilter[]): string | undefined {
  if (others.length >= MOST_SAVED_FILTERS) return t("There are {0} saved filters, and no more can be used. Delete one that is not needed any more.", MOST_SAVED_FILTERS);
  if (name.trim() === "") return t("Give it a name to choose it by.");
  if (others.some((other) => other.name === name)) return t("“{0}” is the name of another saved filter. Choose another one.", shownText(name));
  if (filter.trim() === "") return t("Write a filter; to remove it, use the button.");
  const [problem] = parseFilter(filter).problems;
  return problem && t("The filter is wrong: {0}", problem.message);
}

/** What is to be known of a filter that can be kept; `undefined` when there is nothing. */
export function filterNote({ filter, color }: SavedFilter): string | undefined {
  return color !== undefined && coloringFilter(filter) === "text" ? t("It looks for texts inside of messages, so it colours no rows.") : undefined;
}
