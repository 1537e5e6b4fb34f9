/** A control or a text, as far as it is in sight. */
interface Box {
  readonly name: string;
  readonly owner: Element;
  readonly rect: DOMRect;
}

/**
 * What has no room in an element: texts that are cut off without dots, controls that are partly out of sight, and what
 * covers something else. What can be scrolled to has room. `layered` selects what is meant to lie over its neighbours.
 */
export function cramped(area: string, layered: string): readonly string[] {
  const root = document.querySelector(area);
  if (!root) return [`there is no ${area}`];
  const problems = new Set<string>();
  const boxes = [root, ...root.querySelectorAll("*")].flatMap((element) => boxesOf(element, layered, problems));
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      if (!one.owner.contains(other.owner) && !other.owner.contains(one.owner) && overlap(one.rect, other.rect)) problems.add(`${one.name} covers ${other.name}`);
    }
  }
  return [...problems];
}

function boxesOf(element: Element, layered: string, problems: Set<string>): readonly Box[] {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest(layered)) return [];
  const boxes: Box[] = [];
  const add = (name: string, whole: DOMRect, isText: boolean): void => {
    const rect = whole.width > 0 && whole.height > 0 ? inSight({ name, owner: element, rect: whole }, isText, problems) : undefined;
    if (rect) boxes.push({ name, owner: element, rect });
  };
  if (element.matches("button, input, select")) add(`${element.localName} ${element.getAttribute("aria-label") ?? element.textContent}`, element.getBoundingClientRect(), false);
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || node.nodeValue?.trim() === "") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    add(`“${node.nodeValue}”`, range.getBoundingClientRect(), true);
  }
  return boxes;
}

/** The part of a box that is in sight; it is a problem where that is less than all of it and nothing tells people. */
function inSight({ name, owner, rect }: Box, isText: boolean, problems: Set<string>): DOMRect | undefined {
  let { left, right, top, bottom } = rect;
  for (let at: Element | null = isText ? owner : owner.parentElement; at; at = at.parentElement) {
    const { overflowX, overflowY, textOverflow, display } = getComputedStyle(at);
    if (display === "inline" || display === "contents") continue;
    const clip = at.getBoundingClientRect();
    if (overflowX !== "visible") {
      const isCut = left < clip.left - 1 || right > clip.right + 1;
      if (isCut && !/auto|scroll/.test(overflowX) && !(isText && textOverflow === "ellipsis")) problems.add(`cut off: ${name}`);
      [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
    }
    if (overflowY !== "visible") [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
  }
  if (left < -1 || right > window.innerWidth + 1) problems.add(`beyond the edge of the page: ${name}`);
  return right - left > 2 && bottom - top > 2 ? new DOMRect(left, top, right - left, bottom - top) : undefined;
}

/** The boxes of letters reach a little over their lines. */
function overlap(one: DOMRect, other: DOMRect): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 2 && height > 4;
}
