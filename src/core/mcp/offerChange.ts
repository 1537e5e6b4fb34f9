import type { Listed, Offer } from "./types";

/** What is different in one list since it was read before; names of tools and prompts, URIs of resources, templates as they are. */
export interface OfferChange {
  readonly list: keyof Offer;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Every item of a list by its key: as text, to be compared. */
type Items = ReadonlyMap<string, string>;

/** Compares the lists that were read again with how they were; lists without a difference are left out. */
export function compareOffers(before: Offer, after: Partial<Offer>): readonly OfferChange[] {
  const changes = [
    changeOf("tools", before.tools, after.tools, ({ name }) => name),
    changeOf("resources", before.resources, after.resources, ({ uri }) => uri),
    changeOf("templates", before.templates, after.templates, ({ uriTemplate }) => uriTemplate),
    changeOf("prompts", before.prompts, after.prompts, ({ name }) => name),
  ];
  return changes.filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);
}

function changeOf<T>(list: keyof Offer, before: Listed<T> | undefined, after: Listed<T> | undefined, keyOf: (item: T) => string): OfferChange {
  if (!after) return { list, added: [], removed: [], changed: [] };
  const [old, now] = [itemsOf(before, keyOf), itemsOf(after, keyOf)];
  return {
    list,
    added: [...now.keys()].filter((key) => !old.has(key)),
    // What is missing in a list that was cut off may be there all the same.
    removed: after.truncated === undefined ? [...old.keys()].filter((key) => !now.has(key)) : [],
    changed: [...now].filter(([key, text]) => old.has(key) && old.get(key) !== text).map(([key]) => key),
  };
}

/** A name that comes twice is one item here, with the text of both. */
function itemsOf<T>(listed: Listed<T> | undefined, keyOf: (item: T) => string): Items {
  const items = new Map<string, string>();
  const add = (key: string, text: string): void => void items.set(key, `${items.get(key) ?? ""}${text}\n`);
  for (const item of listed?.items ?? []) add(keyOf(item), JSON.stringify(item));
  for (const { name, reason } of listed?.invalid ?? []) if (name !== undefined) add(name, reason);
  return items;
}
