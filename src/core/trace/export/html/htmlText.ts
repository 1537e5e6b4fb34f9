import { escapeLines } from "../../escape";

const SIGNS: { readonly [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for a page: no markup, and nothing that would not be seen or turn round what follows. */
export function htmlText(text: string): string {
  return escapeLines(text).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? "");
}
