import { isJsonObject } from "../../../base/json";
import { escapeText } from "../../escape";
import type { ListPages } from "../../statistics/latestPages";
import { layOut } from "./layOut";
import { shortened } from "./shortened";

/** UTF-16 units of one definition. */
const DEFINITION = 50_000;

/** The tools that a server offers, by name, each with its definition: the same text for the same tools, in whatever order they were listed. */
export function toolsText({ results, complete }: ListPages): string {
  const tools = results.flatMap(({ tools: page }): unknown[] => (Array.isArray(page) ? page : []));
  const sections = tools.map((tool) => ({ name: isJsonObject(tool) && typeof tool["name"] === "string" ? tool["name"] : "(no name)", text: shortened(layOut(tool), DEFINITION) }));
  sections.sort((one, other) => (one.name === other.name ? compare(one.text, other.text) : compare(one.name, other.name)));
  const note = complete ? [] : ["(The list is not complete: not all of its pages were asked for, or are kept.)"];
  const count = tools.length === 1 ? "1 tool" : `${tools.length} tools`;
  return [count, ...note, ...sections.map(({ name, text }) => `${escapeText(name)}\n${text}`), ""].join("\n\n");
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
