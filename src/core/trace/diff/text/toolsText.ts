import { isJsonObject } from "../../../base/json";
import { escapeText } from "../../escape";
import type { ListPages } from "../../statistics/latestPages";
import { layOut } from "./layOut";
import { shortened } from "./shortened";

/** UTF-16 units of one definition, and of all. */
const DEFINITION = 50_000;
const MOST_TEXT = 8_000_000;

/**
 * The tools that a server offers, by name, each with its definition: the same text for the same tools, in whatever order they
 * were listed. It comes in pieces, most of them empty, so that there can be breaks.
 */
export function* toolsText({ results, complete }: ListPages): Generator<string, void> {
  const tools = results.flatMap(({ tools: page }): unknown[] => (Array.isArray(page) ? page : [])).map((tool) => ({ tool, name: nameOf(tool) }));
  const sections: { readonly name: string; readonly text: string }[] = [];
  let length = 0;
  for (const { tool, name } of tools.sort((one, other) => compare(one.name, other.name))) {
    if (length > MOST_TEXT) break;
    const text = shortened(layOut(tool), DEFINITION);
    sections.push({ name, text });
    length += text.length;
    yield "";
  }
  sections.sort((one, other) => compare(one.name, other.name) || compare(one.text, other.text));
  const note = complete ? [] : ["(The list is not complete: not all of its pages were asked for, or are kept.)"];
  const left = tools.length - sections.length;
  const rest = left === 0 ? [] : [`(${left} more ${left === 1 ? "tool is" : "tools are"} left out: an editor compares no more.)`];
  yield [tools.length === 1 ? "1 tool" : `${tools.length} tools`, ...note, ...sections.map(({ name, text }) => `${escapeText(name)}\n${text}`), ...rest, ""].join("\n\n");
}

function nameOf(tool: unknown): string {
  return isJsonObject(tool) && typeof tool["name"] === "string" ? tool["name"] : "(no name)";
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
