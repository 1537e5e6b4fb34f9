import type { Node } from "jsonc-parser";
import { closestName } from "./closestName";
import { describeNode, type Property } from "./configNode";
import type { EntryProblems } from "./entryProblems";
import type { HostFormat } from "./hostFormat";

/** What kind of server an entry is. */
export type EntryCarrier =
  | { readonly type: "stdio" }
  /** `place`: what says so in the text. */
  | { readonly type: "http" | "sse"; readonly place: Node; readonly url: Property | undefined };

type Fields = ReadonlyMap<string, Property>;

/** Tells programs to start from addresses to reach; `undefined` when it is neither, which is said. */
export function carrierOf(fields: Fields, format: HostFormat, problems: EntryProblems): EntryCarrier | undefined {
  const { typeKeys, types, untypedUrl } = format.entry;
  const type = typeKeys.map((key) => fields.get(key)?.value).find((value) => value !== undefined);
  const url = urlOf(fields, format, problems);
  if (!type) {
    if (fields.has("command") || !url) return { type: "stdio" };
    if (untypedUrl !== "refused") return { type: untypedUrl, place: url.key, url };
    problems.error(url.key, `${format.host} takes an entry without "type" for a program to start, and skips this one. Add "type": "http" or "type": "sse".`);
    return undefined;
  }
  const written: unknown = type.value;
  const carrier = typeof written === "string" ? types.get(written) : undefined;
  switch (carrier) {
    case "stdio":
      return { type: "stdio" };
    case "http":
    case "sse":
      return { type: carrier, place: type, url };
    case "unsupported":
      problems.error(type, `Wirelight does not open servers of the type ${JSON.stringify(written)}, only those that it starts itself by a "command". Other hosts can go on using this one.`);
      return undefined;
    case undefined: {
      const meant = typeof written === "string" ? closestName(written, types.keys()) : undefined;
      problems.error(type, `"type" must be "stdio", but this is ${typeof written === "string" ? JSON.stringify(written) : describeNode(type)}.${meant ? ` Is "${meant}" meant?` : ""}`);
      return undefined;
    }
  }
}

function urlOf(fields: Fields, { host, entry: { urlKeys } }: HostFormat, problems: EntryProblems): Property | undefined {
  const [own] = urlKeys;
  const field = [...urlKeys, "url", "serverUrl"].map((key) => fields.get(key)).find((property) => property !== undefined);
  if (field && !urlKeys.includes(field.name) && !fields.has("command")) problems.warning(field.key, `${host} calls the address of a server "${own}"; "${field.name}" is what other hosts call it. Rename it for ${host} to find it.`);
  return field;
}
