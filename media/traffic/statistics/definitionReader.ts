import type { DefinitionCost } from "../../../src/core/trace/statistics/definitionCost";
import { latestDefinitions } from "../../../src/core/trace/statistics/latestDefinitions";
import type { ExchangeText } from "../../../src/core/trace/statistics/latestPages";
import type { Statistics } from "../../../src/core/trace/statistics/statistics";
import { t } from "../l10n";
import type { Page } from "../part";

/** Longer lists of tools are not fetched into the page, bytes. */
const LONGEST = 32_000_000;

interface Known {
  /** The lists that were there when it was measured. */
  readonly key: string;
  readonly cost: DefinitionCost | undefined;
}

/** Measures lists of tools, whose text it asks the host for; once for each list. */
export class DefinitionReader {
  private readonly known = new Map<string, Known>();
  private readonly wanted = new Map<string, string>();
  private session: string | undefined;

  /** @param onRead something is known that was not known before */
  constructor(
    private readonly page: Page,
    private readonly onRead: () => void,
  ) {}

  /** Puts what is known into the statistics and asks for the rest. */
  complete(statistics: Statistics): void {
    if (this.session !== this.page.model.session?.id) {
      this.session = this.page.model.session?.id;
      this.known.clear();
      this.wanted.clear();
    }
    // Also when a filter hides the list by now: what the tools cost has not changed by that.
    for (const [server, { cost }] of this.known) if (cost !== undefined) statistics.setDefinitions(server, cost);
    for (const [server, lists] of statistics.toolLists) {
      const key = `${lists.length} ${lists.at(-1)}`;
      if (this.known.get(server)?.key !== key) this.read(server, lists, key);
    }
  }

  private read(server: string, lists: readonly number[], key: string): void {
    if (this.wanted.get(server) === key) return;
    this.wanted.set(server, key);
    const { session } = this;
    const isWanted = (): boolean => this.session === session && this.wanted.get(server) === key;
    latestDefinitions(lists, (seq) => this.textOf(seq)).then(
      (cost) => {
        if (!isWanted()) return;
        this.known.set(server, { key, cost });
        this.onRead();
      },
      (error: unknown) => {
        // Not asked again until there is another list: the host has said why it cannot.
        if (isWanted()) this.page.announce(t("The list of tools could not be read: {0}", error instanceof Error ? error.message : String(error)));
      },
    );
  }

  private async textOf(seq: number): Promise<ExchangeText | undefined> {
    const answer = this.page.model.entryOf(seq)?.answer;
    if (answer === undefined) return undefined;
    const [asked, answered] = await Promise.all([seq, answer].map((each) => this.page.ask("body", { seq: each, limit: LONGEST })));
    if (!asked?.bytes || !answered?.bytes || answered.size > answered.bytes.byteLength) return undefined;
    return { request: new Uint8Array(asked.bytes), answer: new Uint8Array(answered.bytes) };
  }
}
