/** Space to the edge of the page, CSS pixels. */
const EDGE = 4;
/** Less than so much below the anchor, and it stands above when there is more room. */
const LEAST = 120;

/** Puts a popover at an element, where there is room for it: the panel may be low. */
export function placeBelow(popover: HTMLElement, anchor: HTMLElement): void {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const below = window.innerHeight - bottom - 2 * EDGE;
  const above = top - 2 * EDGE;
  const isBelow = below >= LEAST || below >= above;
  popover.style.maxHeight = `${Math.max(isBelow ? below : above, 0)}px`;
  popover.style.top = isBelow ? `${bottom + 1}px` : "auto";
  popover.style.bottom = isBelow ? "auto" : `${window.innerHeight - top + 1}px`;
  popover.style.left = `${Math.max(Math.min(left, window.innerWidth - popover.offsetWidth - EDGE), EDGE)}px`;
}
