import { formatBytes } from "../../../src/core/base/quantity";
import { t } from "../l10n";

/** The words of a button that shows more. */
export function moreWords(step: number, left: number): string {
  return t("Show {0} more of {1}", formatBytes(Math.min(left, step)), formatBytes(left));
}
