/** What a move of the keyboard does to the selection: it takes its place, widens it, or passes by. */
export type Reach = "select" | "extend" | "pass";

/** What a key asks of the table. */
export type TableCommand =
  | { readonly type: "line"; readonly by: 1 | -1; readonly reach: Reach }
  | { readonly type: "page"; readonly by: 1 | -1; readonly reach: Reach }
  | { readonly type: "first" | "last"; readonly reach: Reach }
  | { readonly type: "left" | "right" | "details" | "open" | "leave" | "mark" | "follow" | "filter" | "menu" | "all" | "toggle" };

type Way = { readonly type: "line" | "page"; readonly by: 1 | -1 } | { readonly type: "first" | "last" };

const WAYS: ReadonlyMap<string, Way> = new Map([
  ["ArrowDown", { type: "line", by: 1 }],
  ["ArrowUp", { type: "line", by: -1 }],
  ["PageDown", { type: "page", by: 1 }],
  ["PageUp", { type: "page", by: -1 }],
  ["Home", { type: "first" }],
  ["End", { type: "last" }],
]);

/** The table's keys; `undefined` for those that are none of its business. */
export function tableCommand({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): TableCommand | undefined {
  const control = ctrlKey || metaKey;
  if (altKey) return undefined;
  const way = WAYS.get(key);
  if (way) return moveCommand(way, control, shiftKey);
  if (control) return shiftKey && key !== "Enter" ? undefined : controlCommand(key);
  if (shiftKey) return key === "F10" ? { type: "menu" } : undefined;
  switch (key) {
    case "ArrowLeft":
      return { type: "left" };
    case "ArrowRight":
      return { type: "right" };
    case "Enter":
      return { type: "details" };
    case "Escape":
      return { type: "leave" };
    case " ":
      return { type: "mark" };
    case "f":
      return { type: "follow" };
    case "/":
      return { type: "filter" };
    case "ContextMenu":
      return { type: "menu" };
    default:
      return undefined;
  }
}

/** With Control, lines are passed by; pages are the workbench's then, and both ends are the same as without. */
function moveCommand(way: Way, control: boolean, shiftKey: boolean): TableCommand | undefined {
  switch (way.type) {
    case "line":
      return control && shiftKey ? undefined : { ...way, reach: shiftKey ? "extend" : control ? "pass" : "select" };
    case "page":
      return control ? undefined : { ...way, reach: shiftKey ? "extend" : "select" };
    case "first":
    case "last":
      return { type: way.type, reach: shiftKey ? "extend" : "select" };
  }
}

function controlCommand(key: string): TableCommand | undefined {
  switch (key.toLowerCase()) {
    case "enter":
      return { type: "open" };
    case "f":
      return { type: "filter" };
    case "a":
      return { type: "all" };
    case " ":
      return { type: "toggle" };
    default:
      return undefined;
  }
}
