import type { Node } from "jsonc-parser";
import { describeNode, type Property, propertiesOf } from "./configNode";
import type { EntryCarrier } from "./entryCarrier";
import type { EntryProblems } from "./entryProblems";
import { quoted, textOf, type WrittenText } from "./writtenText";

/** A server to reach whose parts have the right types, before variables are resolved. */
export interface WrittenRemote {
  readonly url: WrittenText;
  readonly headers: readonly (readonly [name: string, value: WrittenText])[];
}

/** Reads the parts of a server to reach and says what is wrong with each; `undefined` when one of them cannot be used. */
export function readRemote(entry: Node, { url: field }: Extract<EntryCarrier, { readonly url: unknown }>, fields: ReadonlyMap<string, Property>, problems: EntryProblems): WrittenRemote | undefined {
  const url = readUrl(entry, field, problems);
  const headers = readHeaders(fields.get("headers")?.value, problems);
  return url && headers ? { url, headers } : undefined;
}

function readUrl(entry: Node, field: Property | undefined, problems: EntryProblems): WrittenText | undefined {
  if (!field) problems.error(entry, 'This server has no "url". Add its address, for example "url": "https://example.com/mcp".');
  if (!field?.value) return undefined;
  const text = textOf(field.value, `"${field.name}"`, "the address in double quotes", problems);
  if (!text) return undefined;
  // An address may begin with a variable.
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\/./.test(text.value) || text.value.includes("${")) return text;
  problems.error(text.node, `"${field.name}" must be an address such as "https://example.com/mcp", but this is ${JSON.stringify(text.value)}.`);
  return undefined;
}

function readHeaders(node: Node | undefined, problems: EntryProblems): WrittenRemote["headers"] | undefined {
  if (!node) return [];
  if (node.type !== "object") {
    problems.error(node, `"headers" must be an object such as {"Authorization": "Bearer …"}, but this is ${describeNode(node)}.`);
    return undefined;
  }
  const properties = propertiesOf(node);
  const headers = properties.flatMap(({ name, value }) => {
    const text = value && textOf(value, `The header ${JSON.stringify(name)}`, quoted(value), problems);
    return text ? [[name, text] as const] : [];
  });
  return headers.length === properties.length ? headers : undefined;
}
