import type { FilterColor } from "../../../src/core/trace/filter/savedFilter";
import { el } from "../dom";

/** A dot in a colour of saved filters; a name stands beside it for those who do not see it. */
export function colorDot(color: FilterColor | undefined): HTMLElement {
  const dot = el("span", "color-dot");
  dot.setAttribute("aria-hidden", "true");
  if (color !== undefined) dot.dataset["color"] = color;
  return dot;
}
