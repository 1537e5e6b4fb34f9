import { definitionCost, type DefinitionCost } from "./definitionCost";
import { type ExchangeText, latestPages } from "./latestPages";

/** What the newest list of tools costs; see `latestPages`. */
export async function latestDefinitions(lists: readonly number[], read: (seq: number) => Promise<ExchangeText | undefined>): Promise<DefinitionCost | undefined> {
  const pages = await latestPages(lists, read);
  return pages && definitionCost(pages.results, pages.wireBytes, pages.complete);
}
