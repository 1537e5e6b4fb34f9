import { FILTER_COLORS, type FilterColor } from "../../../src/core/trace/filter/savedFilter";
import { t } from "../l10n";

/** A colour that there is; `undefined` for none and for a word that is no colour. */
export function filterColor(color: string | undefined): FilterColor | undefined {
  return FILTER_COLORS.find((each) => each === color);
}

export function colorName(color: FilterColor): string {
  switch (color) {
    case "red":
      return t("Red");
    case "orange":
      return t("Orange");
    case "yellow":
      return t("Yellow");
    case "green":
      return t("Green");
    case "blue":
      return t("Blue");
    case "purple":
      return t("Purple");
  }
}
