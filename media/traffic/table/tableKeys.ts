/** What a key asks of the table. */
export type TableCommand =
  | { readonly type: "line"; readonly by: number }
  | { readonly type: "page"; readonly by: 1 | -1 }
  | { readonly type: "first" | "last" | "left" | "right" | "details" | "open" | "leave" | "mark" | "follow" | "filter" | "menu" };

/** The table's keys; `undefined` for those that are none of its business. */
export function tableCommand({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): TableCommand | undefined {
  const control = ctrlKey || metaKey;
  if (altKey) return undefined;
  if (control) {
    if (key === "Enter") return { type: "open" };
    return key.toLowerCase() === "f" && !shiftKey ? { type: "filter" } : key === "Home" ? { type: "first" } : key === "End" ? { type: "last" } : undefined;
  }
  if (shiftKey) return key === "F10" ? { type: "menu" } : undefined;
  switch (key) {
    case "ArrowDown":
      return { type: "line", by: 1 };
    case "ArrowUp":
      return { type: "line", by: -1 };
    case "PageDown":
      return { type: "page", by: 1 };
    case "PageUp":
      return { type: "page", by: -1 };
    case "Home":
      return { type: "first" };
    case "End":
      return { type: "last" };
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
