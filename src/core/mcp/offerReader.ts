import { Failure } from "../base/failure";
import type { JsonObject } from "../base/json";
import { collectList } from "./collectList";
import type { ParsedItem } from "./parse/parseItem";
import { parsePrompt } from "./parse/parsePrompt";
import { parseResource } from "./parse/parseResource";
import { parseTemplate } from "./parse/parseTemplate";
import { parseTool } from "./parse/parseTool";
import type { ListName } from "./session";
import type { Listed, Offer } from "./types";

/** What reading the lists needs of a session. */
export interface OfferSource {
  /** Everything counts as declared until the handshake is done, so that the request says what is wrong. */
  declares(capability: string): boolean;
  request(method: string, params: JsonObject | undefined): Promise<unknown>;
}

/** Reads what a server offers, list by list. */
export class OfferReader {
  constructor(private readonly source: OfferSource) {}

  /**
   * A list that fails is left empty with the reason in `truncated`.
   * @param arrived is given each list as soon as it is there, also those that the server does not have
   */
  async all(arrived: (part: Partial<Offer>) => void): Promise<Offer> {
    const parts: readonly Promise<Partial<Offer>>[] = [
      this.orEmpty(this.tools()).then((tools) => ({ tools })),
      this.orEmpty(this.resources()).then((resources) => ({ resources })),
      this.orEmpty(this.templates()).then((templates) => ({ templates })),
      this.orEmpty(this.prompts()).then((prompts) => ({ prompts })),
    ];
    const read = await Promise.all(parts.map((each) => each.then((part) => {
      arrived(part);
      return part;
    })));
    return read.reduce<Offer>((offer, part) => ({ ...offer, ...part }), { tools: undefined, resources: undefined, templates: undefined, prompts: undefined });
  }

  async named(name: ListName): Promise<Partial<Offer>> {
    switch (name) {
      case "tools":
        return { tools: await this.tools() };
      case "prompts":
        return { prompts: await this.prompts() };
      case "resources": {
        const [resources, templates] = await Promise.all([this.resources(), this.templates()]);
        return { resources, templates };
      }
    }
  }

  private tools(): Promise<Offer["tools"]> {
    return this.collect("tools", "tools/list", "tools", parseTool);
  }

  private resources(): Promise<Offer["resources"]> {
    return this.collect("resources", "resources/list", "resources", parseResource);
  }

  private prompts(): Promise<Offer["prompts"]> {
    return this.collect("prompts", "prompts/list", "prompts", parsePrompt);
  }

  /** No capability tells whether a server with resources has templates too; many answer that they have no such method. */
  private async templates(): Promise<Offer["templates"]> {
    try {
      return await this.collect("resources", "resources/templates/list", "resourceTemplates", parseTemplate);
    } catch (error) {
      if (error instanceof Failure && error.rpc?.code === -32601) return { items: [], invalid: [], truncated: undefined };
      throw error;
    }
  }

  private async collect<T>(capability: string, method: string, key: string, parse: (value: unknown) => ParsedItem<T>): Promise<Listed<T> | undefined> {
    if (!this.source.declares(capability)) return undefined;
    return collectList({ method, key, parse, request: (asked, params) => this.source.request(asked, params) });
  }

  /** One list that fails must not hide the others; a connection that ended ends them all. */
  private async orEmpty<T>(list: Promise<Listed<T> | undefined>): Promise<Listed<T> | undefined> {
    try {
      return await list;
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === "closed" || error.kind === "usage") throw error;
      return { items: [], invalid: [], truncated: error.message };
    }
  }
}
