// What is right of a page whatever was sent: its elements are its own, its texts can be seen, and everything is in its box.

/** All that the page makes; markup of a server would bring others. */
const OWN = new Set([
  "DIV", "SPAN", "BDI", "P", "PRE", "BUTTON", "INPUT", "SELECT", "OPTION", "SECTION", "MAIN", "HEADER", "UL", "LI", "MARK", "H2", "H3", "H4", "DL", "DT", "DD", "HR", "CODE", "STRONG", "EM", "BLOCKQUOTE",
  "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "CAPTION", "CANVAS", "LABEL", "FORM", "svg", "path", "circle", "rect", "line", "polyline", "polygon", "g", "IMG",
]);
/** Attributes that would run or load something. */
const ACTIVE = /^(?:on|href|xlink|src|srcdoc|action|formaction|data$|poster|background|ping)/i;
/** Not seen, or acting on what is around it. A line break is seen where lines are kept. */
const UNSEEN = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const SPOKEN = ["title", "aria-label", "placeholder", "alt"];
/** Pixels that rounding may cost. */
const SLACK = 1.5;
/** What a bar takes of the room beside it at the end of its column. */
const NARROWEST_BAR = 6;

/** What is wrong with the elements and texts in an element, in words. */
export function foreignIn(root: Element): string[] {
  const found: string[] = [];
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (!OWN.has(element.tagName)) found.push(`an element ${element.tagName}`);
    if (element instanceof HTMLImageElement && !element.src.startsWith("blob:")) found.push(`a picture from ${element.src.slice(0, 40)}`);
    for (const { name, value } of element.attributes) {
      if (ACTIVE.test(name) && !(element instanceof HTMLImageElement)) found.push(`an attribute ${name} of ${element.className}`);
      if (SPOKEN.includes(name) && UNSEEN.test(value.replaceAll("\n", ""))) found.push(`unseen characters in ${name} of ${String(element.className)}: ${JSON.stringify(value.slice(0, 80))}`);
    }
    if (element instanceof HTMLInputElement && UNSEEN.test(element.value)) found.push(`unseen characters in the field ${element.className}: ${JSON.stringify(element.value.slice(0, 80))}`);
  }
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue ?? "";
    const kept = node.parentElement && getComputedStyle(node.parentElement).whiteSpace.startsWith("pre-wrap") ? text.replaceAll("\n", "") : text;
    if (UNSEEN.test(kept)) found.push(`unseen characters in ${node.parentElement?.className}: ${JSON.stringify(text.slice(0, 80))}`);
  }
  return found;
}

/** What reaches out of the page and is not cut off, and whether the page could be scrolled. */
export function outsideOf(root: Element): string[] {
  const { documentElement: page } = document;
  const found: string[] = [];
  if (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight) found.push(`the page is ${page.scrollWidth} × ${page.scrollHeight}`);
  for (const element of root.querySelectorAll("*")) {
    const { right, bottom, left, top, width } = element.getBoundingClientRect();
    if (width === 0 || (right <= innerWidth + SLACK && bottom <= innerHeight + SLACK && left >= -SLACK && top >= -SLACK)) continue;
    if (!isCut(element)) found.push(`${String(element.className)} reaches to ${[left, top, right, bottom].map(Math.round).join(", ")}`);
  }
  return found;
}

/** Something around it that is itself in the window does not let it be seen outside. */
function isCut(element: Element): boolean {
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    const { right, bottom } = outer.getBoundingClientRect();
    if (getComputedStyle(outer).overflowX !== "visible" && right <= innerWidth + SLACK && bottom <= innerHeight + SLACK) return true;
  }
  return false;
}

/** Neighbours that stand before each other or in each other's place. */
export function disorderIn(line: Element): string[] {
  // What is cut off with an ellipsis has no place of its own.
  if (line.matches(".details-facts") && line.scrollWidth > line.clientWidth) return [];
  const shown = [...line.children].filter((child) => child.getBoundingClientRect().width > 0);
  return shown.flatMap((child, at) => {
    const next = shown[at + 1];
    const [one, other] = [child.getBoundingClientRect(), next?.getBoundingClientRect()];
    return other && one.right > other.left + SLACK && Math.abs(one.top - other.top) < 4 ? [`${String(child.className)} is not before ${String(next?.className)} in ${String(line.className)}`] : [];
  });
}

/** Lines of one list that are not as high as the others. */
export function heightsOf(lines: Iterable<Element>): readonly number[] {
  return [...new Set([...lines].map((line) => Math.round(line.getBoundingClientRect().height * 10) / 10))];
}

/** Cells that are not below the name of their column. */
export function cellsAstray(): string[] {
  const header = new Map([...document.querySelectorAll(".header .cell")].map((cell) => [columnOf(cell), cell.getBoundingClientRect()]));
  return [...document.querySelectorAll(".row:not([hidden])")].flatMap((row) =>
    [...row.querySelectorAll(".cell")].flatMap((cell) => {
      const column = columnOf(cell);
      const [own, head] = [cell.getBoundingClientRect(), header.get(column)];
      if (!head) return [`a cell ${column} without a header`];
      const isWide = column === "cell-method" && row.classList.contains("unnamed");
      return Math.abs(own.left - head.left) > SLACK || (!isWide && Math.abs(own.width - head.width) > SLACK) ? [`${column} is at ${own.left}, not at ${head.left}`] : [];
    }),
  );
}

/** Cells whose text, or whose bars, are seen in another column. */
export function textsAstray(): string[] {
  return [...document.querySelectorAll(".row:not([hidden]) .cell")].flatMap((cell) => {
    if (getComputedStyle(cell).overflowX !== "visible") return [];
    const own = cell.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(cell);
    const slack = columnOf(cell) === "cell-waterfall" ? NARROWEST_BAR : SLACK;
    const drawn = [...range.getClientRects()].filter(({ width }) => width > 0);
    return drawn.some(({ left, right }) => left < own.left - slack || right > own.right + slack) ? [`${columnOf(cell)} is left by ${JSON.stringify(cell.textContent.slice(0, 80))}`] : [];
  });
}

function columnOf(cell: Element): string {
  return [...cell.classList].find((name) => name.startsWith("cell-")) ?? "";
}
