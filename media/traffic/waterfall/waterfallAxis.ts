import { formatDuration } from "../../../src/core/base/quantity";
import type { TimeScale } from "./waterfallCell";

const CLASS = "waterfall-axis";

/** Has the head of the waterfall's column say how long a time its width stands for. */
export function waterfallAxis(head: HTMLElement, { from, to }: TimeScale): void {
  let label = head.querySelector(`.${CLASS}`);
  if (!label) {
    label = document.createElement("span");
    label.className = CLASS;
    head.append(label);
  }
  const text = `\u2194\ufe0e ${formatDuration(to - from)}`;
  if (label.textContent !== text) label.textContent = text;
}
