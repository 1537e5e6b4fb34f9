/** Outlines on a grid of 16, drawn in the colour of the text around them. */
const PATHS = {
  chevronRight: "M6 3.5 10.5 8 6 12.5",
  chevronDown: "M3.5 6 8 10.5 12.5 6",
  follow: "M8 2v8.5M4.5 7 8 10.5 11.5 7M3 13.5h10",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  statistics: "M2.5 13.5h11M4 11V8M7 11V3M10 11V6M13 11V4.5",
  save: "M3 2.5h8l2.5 2.5v8.5h-11v-11zM5 2.5v4h5v-4M5 13.5v-4h6v4",
  export: "M8 10V2.5M5 5.5l3-3 3 3M3 8.5v5h10v-5",
  clear: "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4M9.3 7v4",
  details: "M2.5 3h11v10h-11zM2.5 8.5h11",
  close: "M4 4l8 8M12 4l-8 8",
  mark: "M4.5 2.5h7v11L8 10.5l-3.5 3z",
  sortUp: "M4.5 9.5 8 6l3.5 3.5",
  sortDown: "M4.5 6.5 8 10l3.5-3.5",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3 13.5 13.5",
  more: "M2.9 8a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0M7.4 8a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0M11.9 8a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  open: "M9 2.5h4.5V7M13.5 2.5 8 8M7 3.5H2.5v10h10V9",
  again: "M13 8.5a5 5 0 1 1-1.5-4.1M12 1.8v2.9H9.1",
  edit: "M10.5 3 13 5.5 5.5 13H3v-2.5zM9 4.5 11.5 7",
  expandAll: "M4.5 5.5 8 2l3.5 3.5M4.5 10.5 8 14l3.5-3.5",
  collapseAll: "M4.5 2.5 8 6l3.5-3.5M4.5 13.5 8 10l3.5 3.5",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

/** A picture that says nothing by itself: what carries it has a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
