import type { ListName } from "../mcp/session";
import type { Listed, Offer } from "../mcp/types";

/** The offer with one of its lists kept as it was, but marked as incomplete for `reason`. */
export function markIncomplete(offer: Offer, name: ListName, reason: string): Offer {
  switch (name) {
    case "tools":
      return { ...offer, tools: mark(offer.tools, reason) };
    case "prompts":
      return { ...offer, prompts: mark(offer.prompts, reason) };
    case "resources":
      return { ...offer, resources: mark(offer.resources, reason), templates: mark(offer.templates, reason) };
  }
}

function mark<T>(list: Listed<T> | undefined, reason: string): Listed<T> | undefined {
  return list && { ...list, truncated: reason };
}
